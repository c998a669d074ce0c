"""Who should take a task that waits in a unit: the person named, else whoever holds a fitting office there, the head first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import soxa.org.roles  # noqa: F401 – declares the roles that offices name
from soxa.kernel.access import ROLES
from soxa.kernel.units.tree import Node, tree
from soxa.org.models import Office
from soxa.tasks.flow import TAKE
from soxa.tasks.models import Task

COMMUNE = "commune"
GROUPS: dict[str, Any] = {
    "agency": gettext_lazy("Cơ quan, phòng, ban"),
    "commune": gettext_lazy("Xã"),
    "base": gettext_lazy("Đảng bộ cơ sở"),
    "cell": gettext_lazy("Chi bộ"),
    "province": gettext_lazy("Tỉnh"),
}


@dataclass(frozen=True)
class Serving:
    """Somebody in a unit: the person, his title there, and whether his office may take tasks."""

    person_id: int
    unit_id: int
    name: str
    title: str
    takes: bool


def serving(unit_ids: Iterable[int], on: date) -> dict[int, list[Serving]]:
    """Who serves in each unit on a day, in order of rank, each person once a unit; one question for all."""
    rows = Office.objects.filter(Office.standing(on), unit_id__in=sorted(set(unit_ids)))
    found: dict[int, list[Serving]] = defaultdict(list)
    met: set[tuple[int, int]] = set()
    told = rows.order_by("rank", "id").values_list(
        "unit_id", "person_id", "person__full_name", "title", "role"
    )
    for unit_id, person_id, name, title, role in told:
        takes = role in ROLES and ROLES[role].may(TAKE)
        if (unit_id, person_id) in met and not takes:
            continue
        if (unit_id, person_id) in met:
            found[unit_id] = [one for one in found[unit_id] if one.person_id != person_id]
        met.add((unit_id, person_id))
        found[unit_id].append(Serving(person_id, unit_id, name, title, takes))
    return found


def who_takes(task: Task, there: list[Serving], on: date) -> str:
    """In words, who is to take the task now."""
    if task.person_id:
        return ""
    fitting = [one for one in there if one.takes]
    if not fitting:
        return _(
            "Chưa giao đích danh, và {unit} chưa có ai giữ chức vụ nhận việc trong sổ: người giao liên hệ trực tiếp với đơn vị."
        ).format(unit=tree().name(task.unit_id, on))
    head = fitting[0]
    if len(fitting) == 1:
        said = _("Chưa giao đích danh: {name} ({title}) {act} hoặc giao người trong đơn vị.")
    else:
        said = _("Chưa giao đích danh: {name} ({title}) hoặc người giữ chức vụ trong đơn vị {act}.")
    act = _("nhận việc") if task.state == Task.GIVEN else _("thực hiện")
    return said.format(name=head.name, title=head.title, act=act)


def commune_of(unit_id: int, on: date) -> int:
    """The commune a unit lies in on a day; the unit itself when it lies in none."""
    standing = tree()
    around = standing.ancestors(unit_id, on)
    return next((up for up in around if standing.nodes[up].kind == COMMUNE), unit_id)


def units_around(unit_id: int, on: date) -> list[Node]:
    """Units of the same commune that stand on a day: offices first, then the rest, each in the order of its code."""
    standing = tree()
    order = list(GROUPS)
    inside = (standing.nodes[key] for key in standing.within(commune_of(unit_id, on), on))
    return sorted(inside, key=lambda node: (order.index(node.kind) if node.kind in order else 9, node.code))


def grouped(nodes: Iterable[Node], on: date) -> list[tuple[str, list[tuple[int, str]]]]:
    """Units as a form offers them: by kind, each with its name on the day."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for node in nodes:
        groups.setdefault(str(GROUPS.get(node.kind, node.kind)), []).append(
            (node.id, tree().name(node.id, on))
        )
    return list(groups.items())


def people_choices(nodes: Iterable[Node], on: date) -> list[tuple[Any, Any]]:
    """People a task may be named to, by unit: "Lò Văn Ấn – Trưởng phòng Kinh tế"."""
    nodes = list(nodes)
    there = serving((node.id for node in nodes), on)
    return [
        (tree().name(node.id, on), [(one.person_id, f"{one.name} – {one.title}") for one in there[node.id]])
        for node in nodes
        if there.get(node.id)
    ]
