"""The sums that the forms must keep, checked by themselves; one that fails names the rows that break it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from soxa.kernel.figures import FIGURES, Moment, find, read
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.party.models import Membership
from soxa.party.statistics.figures import GROUPS
from soxa.party.statistics.peoples import UNKNOWN, UNSTATED
from soxa.party.statistics.table import TOTAL, Below, Table
from soxa.party.statistics.tables import table

SHOWN = 20


@dataclass(frozen=True)
class Check:
    """One sum: what must equal what, whether it does, and where its rows are.

    `code` is the figure whose rows break it, `units` the units below that do, `asked_on` the day such a stock is
    asked at. `remark` is True for what is no wrong sum but a lack in the files.
    """

    key: str
    title: str
    said: str
    kept: bool
    code: str = ""
    units: tuple[Below, ...] = ()
    remark: bool = False


def checks(moment: Moment, unit_id: int) -> list[Check]:
    """Every check of the four forms of a unit over a period, the broken ones first, then what files lack."""
    forms = {number: table(number, moment, unit_id) for number in "1234"}
    found = [
        *_balance(forms["1"]),
        *_one_sum_in_all(forms),
        _before(forms["1"]),
        _nowhere(moment, unit_id),
        *_parts(forms),
        *_below(forms),
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
        Check("balance", _("Biểu 1: đầu kỳ + tăng − giảm = cuối kỳ"), said, kept, "" if kept else "form1.unexplained")
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


def _nowhere(moment: Moment, unit_id: int) -> Check:
    """Nobody stands in a unit that does not: such people are in no form, and no sum would miss them."""
    count = stranded(moment, unit_id).count()
    title = _("Không còn ai ở đơn vị đã kết thúc hoặc chưa thành lập")
    said = _("{count} đồng chí").format(count=_n(count)) if count else _("không có")
    return Check("nowhere", title, said, not count)


def _parts(forms: dict[str, Table]) -> list[Check]:
    """Lines that share out the total add up to it: official and probationary, ages, schooling …, and the groups of form 4."""
    found = []
    for number in ("2", "3"):
        form = forms[number]
        present = {line.key: line.numbers[0].count for line in form.lines if line.numbers}
        for group in GROUPS[number]:
            if group.whole:
                total = sum(present.get(line.code, 0) for line in group.lines)
                found.append(_adds_up(number, str(group.title), group.code, total, present[TOTAL]))
    for name, title in (("ethnicity", _("Dân tộc")), ("religion", _("Tôn giáo"))):
        lines = [line for line in forms["4"].lines if line.key.startswith(f"{name}.")]
        total = sum(line.numbers[0].count for line in lines)
        found.append(_adds_up("4", title, name, total, forms["4"].count(TOTAL)))
    return found


def _adds_up(number: str, title: str, key: str, total: int, whole: int) -> Check:
    named = _("Biểu {number}: {title} cộng lại = tổng số").format(number=number, title=title.lower())
    return Check(
        f"parts_{number}_{key}", named, _("{a} và {b}").format(a=_n(total), b=_n(whole)), total == whole
    )


def _below(forms: dict[str, Table]) -> list[Check]:
    """The units below add up to the whole."""
    found = []
    for number, key in (("1", "closing"), ("2", TOTAL), ("3", TOTAL), ("4", TOTAL)):
        form = forms[number]
        if not form.below:
            continue
        total = sum(one.counts[key] for one in form.below)
        title = _("Biểu {number}: các đơn vị bên dưới cộng lại = toàn bộ").format(number=number)
        said = _("{a} và {b}").format(a=_n(total), b=_n(form.count(key)))
        found.append(Check(f"below_{number}", title, said, total == form.count(key)))
    return found


def _lacks(forms: dict[str, Table]) -> list[Check]:
    """What files lack, so that a line "chưa ghi" stands in a form; and rows whose going has no reason."""
    third, moment, unit_id = forms["3"], forms["3"].moment, forms["3"].unit_id
    found = []
    for code, title in (
        ("form1.unexplained", _("Ra khỏi danh sách trong kỳ mà sổ không ghi lý do")),
        ("form1.sex_unstated", _("Hồ sơ chưa ghi nam, nữ")),
    ):
        count = read(find(code), moment, unit_id).part or 0
        found.append(_lack(code, title, count, code))
    titles = {
        line.code: (group.title, line.title) for group in GROUPS["3"] for line in group.lines if line.gap
    }
    present = {line.key: line.numbers[0].count for line in third.lines if line.numbers}
    for key, (group, line) in titles.items():
        if present.get(key):
            named = _("Biểu 3, {group}: {line}").format(group=str(group).lower(), line=str(line).lower())
            found.append(_lack(key, named, present[key], f"form3.{key}"))
    for key, title in (
        (UNSTATED, _("Hồ sơ chưa ghi dân tộc")),
        (UNKNOWN, _("Dân tộc ghi tên không có trong danh mục")),
    ):
        found.append(_lack(f"ethnicity_{key}", title, forms["4"].count(f"ethnicity.{key}"), ""))
    return found


def _lack(key: str, title: str, count: int, code: str) -> Check:
    said = _("{count} đồng chí").format(count=_n(count)) if count else _("không có")
    return Check(key, title, said, not count, code if count else "", remark=True)


def _ever(unit_id: int) -> list[int]:
    return sorted({row[0] for row in tree().inside.get(unit_id, ()) if not row[3]})


def stranded(moment: Moment, unit_id: int) -> Any:
    """Spells in a unit that does not stand: they were neither carried on nor closed when it ended, or began before it."""
    standing, before, ever = tree(), moment.since - timedelta(days=1), _ever(unit_id)
    gone = [key for key in ever if not standing.nodes[key].stands(moment.on)]
    late = [key for key in ever if not standing.nodes[key].stands(before)]
    left = Q(unit_id__in=gone, since__lte=moment.on, until__gt=moment.on)
    early = Q(unit_id__in=late, since__lte=before, until__gt=before)
    return Membership.objects.home().filter(left | early)


def breaking(moment: Moment, unit_id: int) -> QuerySet[Any]:
    """Spells that make the sums miss: closed in the period without a reason, or standing in a unit that does not stand."""
    unexplained = Q(until__gte=moment.since, until__lt=moment.until, closed_by="", unit_id__in=_ever(unit_id))
    nowhere = stranded(moment, unit_id).values("pk")
    return Membership.objects.home().filter(unexplained | Q(pk__in=nowhere))


def names_of(rows: Sequence[Any]) -> list[tuple[int, str, str]]:
    """(member, name, cell) of spells, for the page that names them."""
    return [(one.member_id, one.member.person.full_name, tree().name(one.unit_id)) for one in rows]
