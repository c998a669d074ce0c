"""What public works can be counted by: how they stand on a day, capital given and paid, what the people gave."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Cast, Coalesce, Round
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Moment, Source, SourceColumn, once_told
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.acts import GRASSROOTS_DEMOCRACY
from soxa.law.acts_of_works import PUBLIC_INVESTMENT
from soxa.law.numbers import count_text, quantity_text
from soxa.org.roles import STEERING
from soxa.steering.works import standing
from soxa.steering.works.models import CapitalPlan, Contribution, Disbursement, Term, Work, WorkStop
from soxa.values.by_figure import ByFigure

MILLION, HUNDREDTHS = 10**6, 100
_LAW, _PEOPLE = PUBLIC_INVESTMENT.at(""), GRASSROOTS_DEMOCRACY.at("")
_FIELDS, _KINDS = dict(Work.FIELDS), dict(Contribution.KINDS)


def _page(row: dict[str, Any]) -> str:
    return reverse("work", args=[row.get("work_id") or row["pk"]])


def _name(unit_id: int) -> str:
    return tree().name(unit_id)


def _day(day: date | None) -> str:
    return day_text(day) if day else ""


def _dong(amount: int | None) -> str:
    return count_text(amount or 0)


def _stop(on: date) -> dict[str, Any]:
    stops = WorkStop.objects.filter(WorkStop.standing(on), work_id=OuterRef("pk")).order_by("-since")
    return {"stopped_on": Subquery(stops.values("since")[:1])}


def _paid_by(on: date) -> Any:
    """What was paid of a plan's capital by the end of the day; None where nothing was."""
    rows = Disbursement.objects.filter(
        work_id=OuterRef("work_id"), year=OuterRef("year"), on__lte=on
    ).order_by()
    return Subquery(rows.values("work_id").annotate(sum=Sum("amount")).values("sum"), BigIntegerField())


def _paid_of(on: date) -> dict[str, Any]:
    return {"paid": Coalesce(_paid_by(on), 0)}


WORKS = Source(
    code="works.works",
    title=_("Công trình trong danh mục của năm"),
    rows=Work.objects.all,
    kind="stock",
    facts=("name", "total", "started_on", "finished_on", "handed_over_on", "stopped_on"),
    columns=(
        SourceColumn(_("Đơn vị"), "unit_id", _name),
        SourceColumn(_("Công trình"), "name"),
        SourceColumn(_("Lĩnh vực"), "field", lambda code: str(_FIELDS[code])),
        SourceColumn(_("Địa điểm"), "place"),
        SourceColumn(_("Tổng mức đầu tư (đồng)"), "total", _dong, number=True),
        SourceColumn(_("Khởi công"), "started_on", _day),
        SourceColumn(_("Hoàn thành"), "finished_on", _day),
        SourceColumn(_("Dừng từ"), "stopped_on", _day),
    ),
    order=("unit_id", "name", "pk"),
    link=_page,
    sight_domain=STEERING,
    stands=standing.listed,
    reckoned=_stop,
)
CAPITAL = Source(
    code="works.capital_plans",
    title=_("Kế hoạch vốn của từng công trình"),
    rows=CapitalPlan.objects.all,
    kind="stock",
    unit="work__unit_id",
    facts=("work_id", "year", "amount", "since", "paid"),
    columns=(
        SourceColumn(_("Đơn vị"), "work__unit_id", _name),
        SourceColumn(_("Công trình"), "work__name"),
        SourceColumn(_("Năm"), "year"),
        SourceColumn(_("Kế hoạch vốn (đồng)"), "amount", _dong, number=True),
        SourceColumn(_("Đã giải ngân (đồng)"), "paid", _dong, number=True),
        SourceColumn(_("Văn bản giao vốn"), "paper"),
    ),
    order=("work__unit_id", "work__name", "pk"),
    link=_page,
    link_path="work_id",
    sight_domain=STEERING,
    reckoned=_paid_of,
)
PAID = Source(
    code="works.disbursements",
    title=_("Các lần giải ngân"),
    rows=Disbursement.objects.all,
    kind="events",
    unit="work__unit_id",
    on="on",
    facts=("work_id", "year", "on", "amount"),
    columns=(
        SourceColumn(_("Đơn vị"), "work__unit_id", _name),
        SourceColumn(_("Công trình"), "work__name"),
        SourceColumn(_("Ngày"), "on", _day),
        SourceColumn(_("Vốn của năm"), "year"),
        SourceColumn(_("Số tiền (đồng)"), "amount", _dong, number=True),
        SourceColumn(_("Chứng từ"), "paper"),
    ),
    order=("on", "pk"),
    link=_page,
    link_path="work_id",
    sight_domain=STEERING,
)


def _quantity(value: Decimal) -> str:
    return quantity_text(value.normalize())


GIVEN = Source(
    code="works.contributions",
    title=_("Đóng góp của Nhân dân"),
    rows=Contribution.objects.all,
    kind="events",
    unit="work__unit_id",
    on="on",
    facts=("work_id", "on", "kind", "quantity"),
    columns=(
        SourceColumn(_("Đơn vị"), "work__unit_id", _name),
        SourceColumn(_("Công trình"), "work__name"),
        SourceColumn(_("Ngày"), "on", _day),
        SourceColumn(_("Đóng góp"), "kind", lambda code: str(_KINDS[code])),
        SourceColumn(_("Số lượng"), "quantity", _quantity, number=True),
        SourceColumn(_("Hiện vật"), "measure"),
        SourceColumn(_("Thôn, khu dân cư"), "village"),
        SourceColumn(_("Số hộ"), "households", lambda many: count_text(many) if many else "", number=True),
    ),
    order=("on", "pk"),
    link=_page,
    link_path="work_id",
    sight_domain=STEERING,
)


def _after(name: str, on: date) -> Q:
    """The day of that name has not come by the end of `on`."""
    return Q(**{name: None}) | Q(**{f"{name}__gt": on})


def _stopped(moment: Moment) -> Q:
    return standing.stopped(moment.on)


def _finished(moment: Moment) -> Q:
    return Q(finished_on__lte=moment.on)


def _under_way(moment: Moment) -> Q:
    going = _after("finished_on", moment.on) & ~_stopped(moment)
    return Q(started_on__lte=moment.on) & going


def _not_started(moment: Moment) -> Q:
    return _after("started_on", moment.on) & ~_stopped(moment)


@once_told
def _late(moment: Moment) -> Q:
    terms = Term.objects.filter(
        work_id=OuterRef("pk"), since__lte=moment.on, until__gt=moment.on, finish__lt=moment.on
    )
    return _after("finished_on", moment.on) & ~_stopped(moment) & Q(Exists(terms))


@once_told
def _given_to(moment: Moment) -> Q:
    rows = Contribution.objects.filter(work_id=OuterRef("pk"), on__gte=moment.since, on__lt=moment.until)
    return Q(Exists(rows))


def _supervised(moment: Moment) -> Q:
    return Q(board_on__lte=moment.on)


_STANDS = _(
    "Công trình đã có quyết định đầu tư, tính cả năm bàn giao hoặc dừng và năm còn được giao vốn; theo ngày khởi công, hoàn thành, dừng ghi trong sổ."
)
Figure("works.total", _("Công trình, dự án trong năm"), _("công trình"), WORKS, _LAW, _STANDS)
_STANDINGS: tuple[tuple[str, Any, Callable[[Moment], Q], Any], ...] = (
    ("works.not_started", _("Công trình chưa khởi công"), _not_started, _STANDS),
    ("works.under_way", _("Công trình đang thi công"), _under_way, _STANDS),
    ("works.finished", _("Công trình đã hoàn thành"), _finished, _STANDS),
    ("works.late", _("Công trình chậm tiến độ"), _late, _("Chưa hoàn thành khi đã qua ngày dự kiến hoàn thành đang có hiệu lực, kể cả gia hạn.")),
    ("works.stopped", _("Công trình đã dừng"), _stopped, _STANDS),
    ("works.with_contributions", _("Công trình được Nhân dân đóng góp trong kỳ"), _given_to, _("Công trình có ít nhất một lần đóng góp ghi trong kỳ; hỏi theo ngày thì tính từ đầu năm.")),
    ("works.supervised", _("Công trình có Ban Giám sát đầu tư của cộng đồng"), _supervised, _("Đã thành lập Ban Giám sát đầu tư của cộng đồng tính đến ngày ấy.")),
)  # fmt: skip
for _code, _title, _counts, _definition in _STANDINGS:
    Figure(_code, _title, _("công trình"), WORKS, _LAW, _definition, counts=_counts)


def _of_the_year(moment: Moment) -> Q:
    return Q(year=moment.on.year)


def _amount(moment: Moment) -> Any:
    return F("amount")


def _paid(moment: Moment) -> Any:
    return _paid_by(moment.on)


Figure(
    "works.capital", _("Kế hoạch vốn đầu tư công"), _("triệu đồng"), CAPITAL, _LAW,
    _("Kế hoạch vốn của năm đang có hiệu lực ngày ấy, cộng mọi công trình."), counts=_of_the_year, amount=_amount,
    scale=MILLION,
)  # fmt: skip
Figure(
    "works.disbursed", _("Giải ngân vốn đầu tư công"), "%", CAPITAL, _LAW,
    _("Đã giải ngân từ kế hoạch vốn của năm tính đến hết ngày ấy, chia cho kế hoạch vốn của năm đang có hiệu lực."),
    counts=_of_the_year, share=True, amount=_paid, of=_amount, scale=MILLION,
)  # fmt: skip
DISBURSEMENT = ByFigure("budget.public_investment", figure="works.disbursed", holds="works.capital")
Figure(
    "works.disbursed_amount", _("Vốn đầu tư công đã giải ngân"), _("triệu đồng"), PAID, _LAW,
    _("Cộng các lần giải ngân trong kỳ."), amount=_amount, scale=MILLION,
)  # fmt: skip


def _of_kind(kind: str) -> Callable[[Moment], Q]:
    def counts(moment: Moment) -> Q:
        return Q(kind=kind)

    counts.__doc__ = f"Given as {kind}."
    return counts


def _hundredths(moment: Moment) -> Any:
    # SQLite multiplies as a float and cuts what is behind the point: 8,2 m² would be 819
    return Cast(Round(F("quantity") * HUNDREDTHS), BigIntegerField())


for _code, _title, _measure, _kind, _scale in (
    ("works.contributed_land", _("Đất Nhân dân hiến"), _("m²"), Contribution.LAND, HUNDREDTHS),
    ("works.contributed_labour", _("Ngày công Nhân dân góp"), _("ngày công"), Contribution.LABOUR, HUNDREDTHS),
    ("works.contributed_money", _("Tiền Nhân dân góp"), _("triệu đồng"), Contribution.MONEY, HUNDREDTHS * MILLION),
):  # fmt: skip
    Figure(
        _code, _title, _measure, GIVEN, _PEOPLE, _("Cộng các lần đóng góp ghi cho công trình trong kỳ."),
        counts=_of_kind(_kind), amount=_hundredths, scale=_scale,
    )  # fmt: skip
