"""The sums that the forms must keep, checked by themselves; one that fails names the rows that break it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.figures import FIGURES, Moment, find, read
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.party.statistics.faults import FAULTS, Fault, breaking
from soxa.party.statistics.figures import GROUPS
from soxa.party.statistics.peoples import UNKNOWN, UNSTATED
from soxa.party.statistics.table import TOTAL, Below, Table
from soxa.party.statistics.tables import table

SHOWN = 20


@dataclass(frozen=True)
class Check:
    """One sum: what must equal what, whether it does, and where its rows are.

    `code` is the figure whose rows break it, `fault` the kind of wrong row, `units` the units below that do. `remark` is
    True for what is no wrong sum but a lack in the files.
    """

    key: str
    title: str
    said: str
    kept: bool
    code: str = ""
    units: tuple[Below, ...] = ()
    remark: bool = False
    fault: Fault | None = None


def own(form: Table) -> list[Check]:
    """What a form must add up to by itself; reckoned from its numbers, without asking the book."""
    number = form.form.number
    found = _balance(form) if number == "1" else _groups_of_4(form) if number == "4" else _parts(form)
    return [*found, *_below(form)]


def checks(moment: Moment, unit_id: int) -> list[Check]:
    """Every check of the four forms of a unit over a period, the broken ones first, then what files lack."""
    forms = {number: table(number, moment, unit_id) for number in "1234"}
    found = [
        *(check for form in forms.values() for check in own(form)),
        *_one_sum_in_all(forms),
        _before(forms["1"]),
        *_faults(moment, unit_id),
        *_lacks(forms),
    ]
    return sorted(found, key=lambda one: (one.kept, one.remark))


def _n(count: int) -> str:
    return count_text(count) if count >= 0 else f"−{count_text(-count)}"


def _balance(form: Table) -> list[Check]:
    """A + B − C, with moves inside and reorganisation, is D: of the unit, and of each unit below."""
    opening, came, went, closing = (form.count(key) for key in ("opening", "came", "went", "closing"))
    other = sum(line.numbers[0].count for line in form.lines if line.sign)
    wrong = tuple(one for one in form.below if not _closes(one))
    kept = opening + came - went + other == closing
    said = _("A {a} + B {b} − C {c} + sắp xếp, chuyển nội bộ {o} = {sum}; D là {d}").format(
        a=_n(opening), b=_n(came), c=_n(went), o=_n(other), sum=_n(opening + came - went + other), d=_n(closing)
    )  # fmt: skip
    found = [
        Check("balance", _("Biểu 1: đầu kỳ + tăng − giảm = cuối kỳ"), said, kept)
    ]  # fmt: skip
    if form.below:
        told = _("{count} đơn vị bên dưới không khớp").format(count=_n(len(wrong))) if wrong else _("khớp cả")
        found.append(
            Check("balance_below", _("Biểu 1: từng đơn vị bên dưới cũng khớp"), told, not wrong, units=wrong)
        )
    return found


def _closes(one: Below) -> bool:
    counts = one.counts
    moved = counts["moved"] + counts["reorganised"] + counts["assumed"]
    return bool(counts["opening"] + counts["came"] - counts["went"] + moved == counts["closing"])


def _one_sum_in_all(forms: dict[str, Table]) -> list[Check]:
    """The forms agree with each other: those admitted in 1 and 2, the members in 1, 3 and 4; women in each."""
    rows = (
        ("admitted", _("Kết nạp ở biểu 1 = tổng số biểu 2"), ("1", "party.admitted"), ("2", TOTAL)),
        ("members_3", _("Cuối kỳ ở biểu 1 = tổng số biểu 3"), ("1", "closing"), ("3", TOTAL)),
        ("members_4", _("Cuối kỳ ở biểu 1 = tổng số biểu 4"), ("1", "closing"), ("4", TOTAL)),
    )
    found = []
    for key, title, (one, line), (other, same) in rows:
        ours = [forms[one].count(line, column) for column in (0, 1)]
        theirs = [forms[other].count(same, column) for column in (0, 1)]
        said = _("{a} và {b}; nữ {c} và {d}").format(
            a=_n(ours[0]), b=_n(theirs[0]), c=_n(ours[1]), d=_n(theirs[1])
        )
        found.append(Check(key, title, said, ours == theirs))
    return found


def _before(form: Table) -> Check:
    """D of the period before is A of this one: the members counted at the end of the day before."""
    day = form.moment.before.on
    stood = read(FIGURES["party.members"], form.moment.before, form.unit_id).part or 0
    opening = form.count("opening")
    title = _("Cuối kỳ trước (hết {day}) = đầu kỳ này").format(day=day_text(day))
    said = _("{a} và {b}").format(a=_n(stood), b=_n(opening))
    return Check("before", title, said, stood == opening)


def _faults(moment: Moment, unit_id: int) -> list[Check]:
    """Rows that make a form wrong, though perhaps no sum misses them: counted twice, standing nowhere, dead."""
    found, any_at_all = [], breaking(moment, unit_id).exists()  # a whole book is gone through once
    for fault in FAULTS:
        count = breaking(moment, unit_id, fault).count() if any_at_all else 0
        said = _("{count} dòng").format(count=_n(count)) if count else _("không có")
        found.append(Check(fault.key, str(fault.title), said, not count, fault=fault if count else None))
    return found


def _parts(form: Table) -> list[Check]:
    """Lines that share out the total add up to it: official and probationary, ages, schooling …"""
    number = form.form.number
    present = {line.key: line.numbers[0].count for line in form.lines if line.numbers}
    return [
        _adds_up(number, str(group.title), group.code, sum(present.get(line.code, 0) for line in group.lines), present[TOTAL])
        for group in GROUPS[number]
        if group.whole
    ]  # fmt: skip


def _groups_of_4(form: Table) -> list[Check]:
    found = []
    for name, title in (("ethnicity", _("Dân tộc")), ("religion", _("Tôn giáo"))):
        lines = [line for line in form.lines if line.key.startswith(f"{name}.")]
        total = sum(line.numbers[0].count for line in lines)
        found.append(_adds_up("4", title, name, total, form.count(TOTAL)))
    return found


def _adds_up(number: str, title: str, key: str, total: int, whole: int) -> Check:
    named = _("Biểu {number}: {title} cộng lại = tổng số").format(number=number, title=title.lower())
    return Check(
        f"parts_{number}_{key}", named, _("{a} và {b}").format(a=_n(total), b=_n(whole)), total == whole
    )


def _below(form: Table) -> list[Check]:
    """The units below add up to the whole."""
    if not form.below:
        return []
    number = form.form.number
    key = "closing" if number == "1" else TOTAL
    total = sum(one.counts[key] for one in form.below)
    title = _("Biểu {number}: các đơn vị bên dưới cộng lại = toàn bộ").format(number=number)
    said = _("{a} và {b}").format(a=_n(total), b=_n(form.count(key)))
    return [Check(f"below_{number}", title, said, total == form.count(key))]


def _lacks(forms: dict[str, Table]) -> list[Check]:
    """What files lack, so that a line "chưa ghi" stands in a form."""
    moment, unit_id, code = forms["1"].moment, forms["1"].unit_id, "form1.sex_unstated"
    found = [_lack(code, _("Hồ sơ chưa ghi nam, nữ"), read(find(code), moment, unit_id).part or 0, code)]
    for number in ("3", "2"):
        present = {line.key: line.numbers[0].count for line in forms[number].lines if line.numbers}
        for group in GROUPS[number]:
            for line in group.lines:
                if line.gap and present.get(line.code):
                    named = _("Biểu {number}, {group}: {line}").format(
                        number=number, group=str(group.title).lower(), line=str(line.title).lower()
                    )
                    code = f"form{number}.{line.code}"
                    found.append(_lack(code, named, present[line.code], code))
    for key, title in (
        (UNSTATED, _("Hồ sơ chưa ghi dân tộc")),
        (UNKNOWN, _("Dân tộc ghi tên không có trong danh mục")),
    ):
        found.append(_lack(f"ethnicity_{key}", title, forms["4"].count(f"ethnicity.{key}"), ""))
    return found


def _lack(key: str, title: str, count: int, code: str) -> Check:
    said = _("{count} đồng chí").format(count=_n(count)) if count else _("không có")
    return Check(key, title, said, not count, code if count else "", remark=True)


def names_of(rows: Sequence[Any]) -> list[tuple[int, str, str]]:
    """(member, name, cell) of spells, for the page that names them."""
    return [(one.member_id, one.member.person.full_name, tree().name(one.unit_id)) for one in rows]
