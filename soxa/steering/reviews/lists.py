"""Shortcomings as pages show them: filtered, counted, with their light; those an earlier period left to this one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.law.words import fold
from soxa.party.listed import Listed
from soxa.steering.programmes.models import WorkProgramme
from soxa.steering.resolutions.models import Resolution
from soxa.steering.reviews.models import Review, Shortcoming

# address word → words of the filter
PARTS: dict[str, Any] = {
    "": gettext_lazy("Chưa khắc phục xong"), "qua-han": gettext_lazy("Quá hạn"), "cho-xac-nhan": gettext_lazy("Chờ xác nhận"), "xong": gettext_lazy("Đã khắc phục"),
    "tat-ca": gettext_lazy("Tất cả"),
}  # fmt: skip
SOON = timedelta(days=14)


def seen(reader: Any) -> Any:
    """Every shortcoming the reader reads."""
    rows: Any = Shortcoming.objects.seen_by(reader)  # type: ignore[attr-defined]
    return rows


def part_of(part: str, on: date) -> Q:
    """The condition of a filter on a day."""
    standing = Q(since__lte=on, until__gt=on)
    return {
        "": standing,
        "qua-han": standing & Q(due_on__lt=on),
        "cho-xac-nhan": standing & Q(reported_on__lte=on),
        "xong": Q(confirmed_on__lte=on),
    }.get(part, Q())


def matching(rows: Iterable[Any], text: str) -> list[Any]:
    """Rows with every word of the text in what they say or in the name of who answers for it; tone marks count for nothing."""
    wanted = fold(text).split()
    found = list(rows)
    return [one for one in found if all(word in fold(_said(one)) for word in wanted)] if wanted else found


def _said(one: Any) -> str:
    return " ".join((one.content, one.cause, one.remedy, one.person.full_name if one.person else ""))


def counted(unit_id: int, reader: Any, on: date) -> list[tuple[str, str, int]]:
    """(address word, words, how many) of each filter; one question."""
    rows = list(
        seen(reader).filter(unit_id=unit_id).values("since", "until", "due_on", "reported_on", "confirmed_on")
    )
    tests: dict[str, Any] = {
        "": lambda row: row["since"] <= on < row["until"],
        "qua-han": lambda row: row["since"] <= on < row["until"] and row["due_on"] < on,
        "cho-xac-nhan": lambda row: row["since"] <= on < row["until"] and row["reported_on"] is not None,
        "xong": lambda row: row["confirmed_on"] is not None and row["confirmed_on"] <= on,
        "tat-ca": lambda row: True,
    }  # fmt: skip
    return [(word, str(PARTS[word]), sum(map(test, rows))) for word, test in tests.items()]


def light_of(one: Shortcoming, today: date) -> tuple[str, str]:
    """(kind of light, words) of how a shortcoming stands."""
    if one.confirmed_on:
        return "good", _("Đã khắc phục")
    if one.reported_on:
        return "warn", _("Chờ xác nhận")
    left = (one.due_on - today).days
    if left < 0:
        return "bad", _("Quá hạn {days} ngày").format(days=-left)
    return ("warn" if left <= SOON.days else "quiet"), _("Đang khắc phục")


@dataclass(frozen=True)
class Carried:
    """What earlier reviews and papers left to a period: how many there were, put right by a day, still open and overdue then."""

    before: list[Any]
    put_right: list[Any]
    left: list[Any]
    overdue: list[Any]


def carried(rows: Iterable[Shortcoming], since: date, on: date) -> Carried:
    """Of shortcomings stated by a day, those that had to be put right from `since` on."""
    before = [one for one in rows if one.since <= on and one.until > since]
    right = [one for one in before if one.until <= on]
    left = [one for one in before if one.until > on]
    return Carried(before, right, left, [one for one in left if one.due_on < on])


def last_review(unit_id: int, reader: Any, on: date) -> tuple[Review, Carried] | None:
    """The latest issued review of a unit that stated shortcomings, and what became of them by a day; None without one."""
    rows: Any = Review.objects.seen_by(reader)  # type: ignore[attr-defined]
    found = rows.filter(unit_id=unit_id, state=Review.ISSUED, shortcomings__isnull=False).distinct()
    last = found.select_related("resolution", "programme").order_by("-until", "-pk").first()
    if last is None:
        return None
    own = list(last.shortcomings.all())
    first = min(one.since for one in own)
    return last, carried(own, first, on)


def title_of(review: Review) -> str:
    """A review in a list: "Sơ kết năm 2025 thực hiện Nghị quyết số 01-NQ/ĐH"."""
    said = str(review.get_kind_display())  # type: ignore[attr-defined]
    first, last = review.since.year, (review.until - timedelta(days=1)).year
    when = {
        Review.HALF: Period.of_days(review.since, review.until).title(day_text),
        Review.YEAR: _("năm {year}").format(year=first),
    }.get(review.kind, _("{first}–{last}").format(first=first, last=last))
    if review.kind in (Review.HALF, Review.YEAR):
        said = _("Sơ kết {when}").format(when=when)
    else:
        said = f"{said} ({when})"
    return _("{said} thực hiện {about}").format(said=said, about=review.about.name)


def reviews_of(about: Any, reader: Any) -> list[tuple[Review, str]]:
    """(review, title) of what was reviewed of a resolution or a programme, the latest first."""
    rows: Any = Review.objects.seen_by(reader)  # type: ignore[attr-defined]
    own = rows.filter(**{"resolution" if about._meta.model_name == "resolution" else "programme": about})
    return [(one, title_of(one)) for one in own.select_related("resolution", "programme")]


def with_shortcomings(reviews: Any) -> Any:
    """Reviews with how many shortcomings each stated, and how many of these are not put right yet."""
    still = Count("shortcomings", filter=Q(shortcomings__confirmed_on=None))
    return reviews.annotate(stated=Count("shortcomings"), left=still).order_by("-until", "-pk")


def to_review(unit_id: int, reader: Any, on: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Texts and programmes of a unit that have begun by a day, the latest first, as groups of a choice."""
    groups = []
    for kind, address, title in (
        (Resolution, "van-ban", _("Nghị quyết, kế hoạch")), (WorkProgramme, "chuong-trinh", _("Chương trình, đề án, kế hoạch")),
    ):  # fmt: skip
        rows: Any = kind.objects.seen_by(reader)  # type: ignore[attr-defined]
        own = rows.filter(unit_id=unit_id, since__lte=on).order_by("-since", "-pk")
        found = [(f"{address}:{one.pk}", f"{one.name} – {one.title}"[:120]) for one in own]
        if found:
            groups.append((str(title), found))
    return groups


def sheet(rows: Iterable[Any], unit_id: int, part: str, on: date) -> Listed:
    """Shortcomings as a list to print."""
    about = _("{unit} – {part}, tính đến {day}").format(
        unit=tree().name(unit_id, on), part=str(PARTS[part]).lower(), day=day_text(on)
    )
    columns = (
        _("TT"), _("Hạn chế, khuyết điểm"), _("Nguyên nhân"), _("Biện pháp khắc phục"), _("Đơn vị, người khắc phục"),
        _("Hạn"), _("Kết quả"),
    )  # fmt: skip
    lines = [
        (
            str(order), one.content, one.cause, one.remedy, who(one, on), day_text(one.due_on),
            str(light_of(one, on)[1]) + (f", {day_text(one.confirmed_on)}" if one.confirmed_on else ""),
        )
        for order, one in enumerate(rows, start=1)
    ]  # fmt: skip
    return Listed(
        "han-che-khuyet-diem", _("Hạn chế, khuyết điểm và kết quả khắc phục"), about, columns,
        (0.04, 0.26, 0.16, 0.2, 0.14, 0.09, 0.11), lines, nothing=_("Không có hạn chế nào ở mục này."),
    )  # fmt: skip


def who(one: Any, on: date) -> str:
    """Who is to put it right, in words."""
    unit = tree().name(one.lead_unit_id, on) if one.lead_unit_id else ""
    return ", ".join(filter(None, (unit, one.person.full_name if one.person else "")))
