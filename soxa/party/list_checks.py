"""What cannot be true of a member as a list states him: his age, the order of his dates, texts too long for the book."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.page import day_text
from soxa.kernel.sheets import Fault, Row
from soxa.law.acts import CHARTER, CT_51
from soxa.law.citation import cites
from soxa.law.force import Value, law
from soxa.law.partial import PartialDate
from soxa.law.party import CHARTER_DAY
from soxa.law.periods import add_months, completed_years
from soxa.org.models import Person
from soxa.party.rules import recognition_due

ADMISSION_AGE = law(
    "party.admission_age_from",
    "Tuổi được xét kết nạp vào Đảng",
    "tuổi",
    Value(amount=18, since=CHARTER_DAY, cite=CHARTER.at("Điều 1"), confirmed=True),
)
OLDEST = 120  # completed years; nobody has been older by more than two
# In the wars some joined younger than the rules say; their files are right, and only looked at twice.
WAR_ENDED = date(1975, 4, 30)
YOUNGER_IN_WAR = 4  # years
_TEXTS = ("full_name", "birth_name", "home_place", "address", "occupation", "education", "theory")
_LONGEST: dict[str, int] = {
    one.name: one.max_length or 0 for one in Person._meta.concrete_fields if one.name in _TEXTS
}
_ORDER = (
    ("decision_on", "born", "trước ngày sinh"),
    ("admitted_on", "decision_on", "trước ngày quyết định kết nạp"),
    ("recognised_on", "admitted_on", "trước ngày kết nạp"),
    ("recognised_on", "decision_on", "trước ngày quyết định kết nạp"),
)

_DATES: dict[str, Any] = {
    "born": gettext_lazy("Ngày sinh"),
    "decision_on": gettext_lazy("Ngày quyết định kết nạp"),
    "admitted_on": gettext_lazy("Ngày kết nạp (lễ)"),
    "recognised_on": gettext_lazy("Ngày công nhận chính thức"),
}


@dataclass(frozen=True)
class Remark:
    """A finding in one row: a fault that stops the load, or a warning that only asks to look again."""

    fault: Fault
    stops: bool = True


def end_of(day: PartialDate) -> date:
    """The last day that a date known only to the month or year may be; the day itself when it is known."""
    if day.exact:
        return day.exact
    return add_months(date(day.year, day.month or 12, 1), 1) - timedelta(days=1)


def remarks(row: Row, on: date) -> Iterator[Remark]:
    """Everything that cannot be true of the row, or is unlikely, on the day of the load."""
    values = row.values
    yield from _too_long(row)
    yield from _exchanged(row)
    if (born := values["born"]) is not None:
        yield from _ages(row, born, on)
    for later, earlier, words in _ORDER:
        one, other = values[later], values[earlier]
        if one is not None and other is not None and end_of(one) < first_of(other):
            right = _("Sửa một trong hai ngày (ngày kia là {day}).").format(day=other.text())
            yield Remark(row.fault(later, words, right=right))
    if due := full_probation(values["admitted_on"], values["recognised_on"]):
        words = _("trước ngày hết 12 tháng dự bị {due}").format(due=day_text(due))
        right = _("Sửa theo quyết định công nhận; nếu quyết định ghi đúng như vậy, chỉ ghi tháng hoặc năm.")
        yield Remark(row.fault("recognised_on", words, right=right))


def _exchanged(row: Row) -> Iterator[Remark]:
    """The card exchanged is the one of the exchange that was ordered on a day, by one official by then."""
    day, recognised = row.values["card_exchanged_on"], row.values["recognised_on"]
    if day and CT_51.issued and end_of(day) < CT_51.issued:
        wrong = _("trước ngày {day} của {act}").format(day=day_text(CT_51.issued), act=CT_51)
        yield Remark(
            row.fault("card_exchanged_on", wrong, right=_("Chỉ ghi lần đổi thẻ ấy; chưa đổi thì để trống."))
        )
    elif day and recognised and end_of(day) < first_of(recognised):
        right = _("Sửa một trong hai ngày (ngày kia là {day}).").format(day=recognised.text())
        yield Remark(row.fault("card_exchanged_on", _("trước ngày công nhận chính thức"), right=right))


def first_of(day: PartialDate) -> date:
    """The first day that a date known only to the month or year may be; the day itself when it is known."""
    return date(day.year, day.month or 1, day.day or 1)


def _too_long(row: Row) -> Iterator[Remark]:
    for name, longest in _LONGEST.items():
        text: Any = row.values[name]
        if text is not None and len(text) > longest:
            wrong = _("dài {n} chữ, sổ chỉ ghi được {longest}").format(n=len(text), longest=longest)
            yield Remark(row.fault(name, wrong, right=_("Viết gọn lại ô này.")))


def least_age(joined: date) -> int:
    """The completed years asked of one who joined on the day; before the Charter in force, the Charter's."""
    return ADMISSION_AGE.count_on(max(joined, CHARTER_DAY))


def young_in_war(joined: date, age: int) -> bool:
    """Whether one so young may have joined that day, as some did in the wars."""
    return joined <= WAR_ENDED and age >= least_age(joined) - YOUNGER_IN_WAR


def _ages(row: Row, born: PartialDate, on: date) -> Iterator[Remark]:
    age = born.age_on(on)
    if age > OLDEST:
        wrong = _("cho tuổi {age}, quá {oldest} tuổi").format(age=age, oldest=OLDEST)
        yield Remark(row.fault("born", wrong, right=_("Sửa lại năm sinh.")))
        return
    considered = _considered(row.values)
    day = end_of(considered) if considered else on
    age, least = _age_when(born, considered) if considered else born.age_on(on), least_age(day)
    if age >= least:
        return
    if age <= 0:
        wrong = _("là ngày sinh sau ngày vào Đảng {day}").format(day=f"{day:%d/%m/%Y}")
    else:
        wrong = _("cho tuổi {age} khi vào Đảng, chưa đủ {least}").format(age=age, least=least)
    in_war = considered is not None and young_in_war(day, age)
    if born.exact is None and born.age_on(day) >= least:
        wrong = _("không đủ ngày, tháng: có thể chưa đủ {least} tuổi khi vào Đảng").format(least=least)
    right = _("Xem lại") if in_war else _("Sửa")
    right = _("{verb} ngày sinh và ngày vào Đảng.").format(verb=right)
    yield Remark(row.fault("born", wrong, right=right), stops=not in_war)


def _considered(days: Mapping[str, PartialDate | None]) -> PartialDate | None:
    """The date by which the age of admission was full: under the Charter in force the decision's, before it the ceremony's."""
    decided, joined = days["decision_on"], days["admitted_on"]
    if decided and (joined is None or first_of(decided) >= CHARTER_DAY):
        return decided
    return joined or days["recognised_on"]


@cites(CHARTER.at("Điều 1"))
def _age_when(born: PartialDate, considered: PartialDate) -> int:
    """Completed years when the admission was considered; under the Charter in force a birth not known to the day is the last that fits."""
    day = end_of(considered)
    sure = first_of(considered) >= CHARTER_DAY
    return completed_years(end_of(born), day) if sure else born.age_on(day)


def disorder(days: dict[str, PartialDate | None], on: date) -> str:
    """Why the dates of birth, decision, admission and recognition cannot all be true on the day `on`; empty when they can."""
    for name, title in _DATES.items():
        if (day := days[name]) is not None and first_of(day) > on:
            return _("{title} {day} chưa đến.").format(title=title, day=day.text())
    if why := next(filter(None, (too_early(name, days) for name in _DATES)), ""):
        return why
    return _wrong_age(born, _considered(days), on) if (born := days["born"]) else ""


def too_early(later: str, days: dict[str, PartialDate | None]) -> str:
    """Why the date `later` cannot be true beside those that come before it; empty when it can."""
    for name, earlier, words in _ORDER:
        one, other = days[name], days[earlier]
        if name == later and one is not None and other is not None and end_of(one) < first_of(other):
            return _("{title} {day} {words} {other}.").format(
                title=_DATES[later], day=one.text(), words=words, other=other.text()
            )
    return ""


@cites(CHARTER.at("Điều 5"))
def full_probation(joined: PartialDate | None, recognised: PartialDate | None) -> date | None:
    """The earliest day of recognition, where the one given is earlier for certain; None where it is not.

    Asked of ceremonies under the Charter in force: older generations had other lengths of probation.
    """
    if joined is None or recognised is None:
        return None
    due = recognition_due(PartialDate.exactly(first_of(joined)))
    return due if due and end_of(recognised) < due else None


def probation_words(joined: PartialDate | None, recognised: PartialDate | None) -> str:
    """Why a recognition comes before the months of probation are over; empty when it does not."""
    due = full_probation(joined, recognised)
    if due is None or recognised is None:
        return ""
    return _("Ngày công nhận chính thức {day} trước ngày hết 12 tháng dự bị {due} ({cite}).").format(
        day=recognised.text(), due=day_text(due), cite=CHARTER.at("Điều 5")
    )


def _wrong_age(born: PartialDate, considered: PartialDate | None, on: date) -> str:
    if (age := born.age_on(on)) > OLDEST:
        return _("Ngày sinh {day} cho tuổi {age}, quá {oldest} tuổi.").format(
            day=born.text(), age=age, oldest=OLDEST
        )
    if considered is None:
        return ""
    day = end_of(considered)
    age, least = _age_when(born, considered), least_age(day)
    if age >= least or young_in_war(day, age):
        return ""
    if born.exact is None and born.age_on(day) >= least:
        words = _(
            "Ngày sinh {born} không đủ ngày, tháng: có thể chưa đủ {least} tuổi khi vào Đảng ({day}) ({cite})."
        )
    else:
        words = _("Ngày sinh {born} cho tuổi {age} khi vào Đảng ({day}), chưa đủ {least} ({cite}).")
    cite = ADMISSION_AGE.on(max(day, CHARTER_DAY)).cite
    return words.format(born=born.text(), age=max(age, 0), day=considered.text(), least=least, cite=cite)
