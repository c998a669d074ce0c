"""How much a unit's documents may hold: the largest single file, the whole of a unit, and what is in use."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.asked_again import AskedAgain
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.refusal import Refused
from soxa.law.numbers import count_text

MB = 1 << 20
LARGEST = declare(
    Preference(
        "documents.largest_file",
        gettext_lazy("Dung lượng lớn nhất của một tệp văn bản (MB)"),
        25,
        kind="number",
        help=gettext_lazy("Tệp lớn hơn thì sổ không nhận."),
    )
)
WHOLE = declare(
    Preference(
        "documents.room_of_a_unit",
        gettext_lazy("Dung lượng tệp văn bản của mỗi đơn vị (MB)"),
        20_480,
        kind="number",
        help=gettext_lazy(
            "Gồm cả tài liệu họp và ảnh trang sổ. Dùng từ 80% thì sổ nhắc quản trị; hết chỗ thì sổ không nhận thêm tệp."
        ),
    )
)


@dataclass(frozen=True)
class Taking:
    """Rows whose bytes take room: the model ("documents.DocumentFile"), the way from it to its unit, and the rows that still hold them."""

    model: str
    unit: str
    holds: tuple[tuple[str, Any], ...] = ()

    def sizes(self) -> Any:
        """(unit, bytes) of every unit that holds any."""
        rows = apps.get_model(self.model)._base_manager.filter(**dict(self.holds), size__gt=0)
        return rows.order_by().values_list(self.unit).annotate(held=Sum("size"))


TAKINGS: list[Taking] = []
"""Every kind of row whose `size` counts towards its unit's room, declared beside its model's domain."""


def takes_room(model: str, unit: str, **holds: Any) -> None:
    """Declare rows that take room of a unit; `holds` are the conditions under which a row still does."""
    TAKINGS.append(Taking(model, unit, tuple(holds.items())))


takes_room("documents.DocumentFile", "document__unit_id", gone_on=None)


@dataclass(frozen=True)
class Use:
    """A unit's files in bytes; a file that several documents hold counts with each. `most` is what it may hold."""

    unit_id: int
    held: int
    most: int

    @property
    def percent(self) -> int:
        """Share in use, rounded down."""
        return self.held * 100 // self.most


def largest() -> int:
    """Bytes of the largest file taken."""
    return int(value_of(LARGEST)) * MB


def mb(size: int) -> str:
    """Bytes as megabytes in words, rounded up: "1.024 MB"."""
    return _("{n} MB").format(n=count_text(-(-size // MB)))


def must_be_small(name: str, size: int) -> None:
    """Refused in words for a file larger than the setting allows; `size` in bytes."""
    if size > (most := largest()):
        raise Refused(
            _("Tệp “{name}” nặng {size}, lớn quá {most} cho một tệp.").format(
                name=name, size=mb(size), most=mb(most)
            )
        )


def uses() -> list[Use]:
    """Every unit that holds files, the fullest first: one question for each kind of row that takes room."""
    held: Counter[int] = Counter()
    for one in TAKINGS:
        held.update(dict(one.sizes()))
    most = int(value_of(WHOLE)) * MB
    return [Use(unit_id, size, most) for unit_id, size in held.most_common()]


def must_fit(unit_id: int, name: str, size: int) -> None:
    """Refused in words, with the figures, for a file that the unit has no room for; `size` in bytes."""
    held = sum(int(size) for _unit, size in _held_by(unit_id, tuple(TAKINGS)))
    most = int(value_of(WHOLE)) * MB
    if held + size > most:
        raise Refused(
            _("Không nhận tệp “{name}” ({size}): tệp văn bản của đơn vị đã dùng {held} trong {most}. Báo người quản trị.").format(
                name=name, size=mb(size), held=mb(held), most=mb(most)
            )
        )  # fmt: skip


@AskedAgain
def _held_by(unit_id: int, takings: tuple[Taking, ...]) -> Any:
    first, *others = (one.sizes().filter(**{one.unit: unit_id}) for one in takings)
    return first.union(*others, all=True)
