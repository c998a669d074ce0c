"""Reported measures on the overview: the few that are asked first, the others by field of work."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from soxa.values.lights import BAD, WARN, Light
from soxa.values.told import Told, tally

# what the office is asked of on any day; whatever falls behind its plan joins them
FIRST = (
    "budget.revenue",
    "budget.public_investment",
    "economy.production_value",
    "poverty.rate",
    "insurance.health",
    "one_stop.on_time",
)
# the first part of a measure's code → its field; a code of none of them is of the last
FIELDS = (
    (_("Kinh tế, ngân sách"), ("budget", "economy", "income")),
    (_("Nông nghiệp, nông thôn mới"), ("agriculture", "ocop", "rural")),
    (_("Văn hóa - xã hội"), ("poverty", "insurance", "labour", "schools", "culture", "population")),
    (_("Nước sạch, môi trường"), ("water", "waste")),
    (_("Cải cách hành chính, chuyển đổi số"), ("one_stop", "digital")),
    (_("Quốc phòng, an ninh"), ("defence", "security")),
    (_("Xây dựng Đảng"), ("party",)),
    (_("Chỉ tiêu khác"), ("",)),
)
_FIELD = {prefix: title for title, prefixes in FIELDS for prefix in prefixes}
_URGENCY = (BAD, WARN)


@dataclass(frozen=True)
class Group:
    """The measures of one field that are folded away, and how many show each light."""

    title: Any
    lines: Sequence[Told]
    lights: Sequence[tuple[Light, int]]


def first(lines: Sequence[Told]) -> list[Told]:
    """What falls behind its plan, the worst first, then the measures asked first, in the order of the catalogue."""
    behind = [line for level in _URGENCY for line in lines if line.light and line.light.level == level]
    return behind + [line for line in lines if line.figure.code in FIRST and line not in behind]


def folded(lines: Sequence[Told]) -> list[Group]:
    """The others by field."""
    shown = {line.figure.code for line in first(lines)}
    groups: dict[Any, list[Told]] = {title: [] for title, _prefixes in FIELDS}
    for line in lines:
        if line.figure.code not in shown:
            groups[_FIELD.get(line.figure.code.partition(".")[0], FIELDS[-1][0])].append(line)
    return [Group(title, inside, tally(inside)) for title, inside in groups.items() if inside]
