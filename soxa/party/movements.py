"""Movements that are not plain events: recognitions, moves between cells, and what a change of the tree carried along."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, When
from django.db.models.functions import Cast, Coalesce, Greatest

from soxa.kernel.figures import Moment, Source, grouped, spans
from soxa.kernel.request_memo import once_per_request
from soxa.kernel.units.tree import Tree, tree
from soxa.party.models import Member, Membership

Net = dict[int, int]
_EVERYONE = Q()
_OPENED = Source("party.net_opened", "", lambda: Membership.objects.home(), "event", on="since")
_CLOSED = Source("party.net_closed", "", lambda: Membership.objects.home(), "event", on="until", day_shift=-1)


class DayAsNumber(Func):
    """A day as the whole number YYYYMMDD in which partial dates are kept."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Days are kept as text."""
        return self.as_sql(
            compiler, connection, template="CAST(replace(%(expressions)s, '-', '') AS INTEGER)", **extra
        )

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Written out and read as a number."""
        return self.as_sql(
            compiler, connection, template="CAST(to_char(%(expressions)s, 'YYYYMMDD') AS INTEGER)", **extra
        )


def _possible(number: Any, month: int, year: int) -> Case:
    """A partial date's number with `month` added where only the month is known, `year` where only the year is."""
    only_year, only_month = Q(year_rest=0), Q(month_rest=0)
    return Case(
        When(only_year, then=number + year),
        When(only_month, then=number + month),
        default=number,
        output_field=IntegerField(),
    )


def recognised_in() -> QuerySet[Any]:
    """The home spell of each member that stood on the day of recognition; one spell a member.

    Of a day known to the month or the year, the spell that stood on its first possible day; the first spell that stood
    on any of its days where none did. `counted_on` is the first possible day on which the spell stood, as a number.
    """
    number = Cast(Coalesce("recognised_then", "member__recognised_on"), IntegerField())
    spells = Membership.objects.home().exclude(member__recognised_on=None, recognised_then=None)
    spells = spells.annotate(since_number=DayAsNumber("since"), until_number=DayAsNumber("until"))
    spells = spells.annotate(year_rest=number % 10_000, month_rest=number % 100)
    spells = spells.annotate(first_day=_possible(number, 1, 101), last_day=_possible(number, 31, 1231))
    earlier = Membership.objects.home().annotate(until_number=DayAsNumber("until"))
    earlier = earlier.filter(
        member=OuterRef("member"), since__lt=OuterRef("since"), until_number__gt=OuterRef("first_day")
    )
    stood = Q(since_number__lte=F("first_day")) | (Q(since_number__lte=F("last_day")) & ~Exists(earlier))
    spells = spells.annotate(counted_on=Greatest("first_day", "since_number"))
    return spells.filter(stood, until_number__gt=F("first_day"))


def recognised_between(since: int, until: int) -> Q:
    """Spells of members recognised, or once recognised, in days given as numbers YYYYMMDD: both found by an index.

    One list of members, not one condition or the other, nor is the lack of a day left unsaid: SQLite reads every spell for either.
    """
    now = Member.objects.filter(recognised_on__gte=since, recognised_on__lt=until).values("pk")
    then = Membership.objects.filter(recognised_then__gte=since, recognised_then__lt=until)
    return Q(member_id__in=now.union(then.exclude(recognised_then=None).values("member_id")))


def _days(moment: Moment, standing: Tree) -> list[date]:
    """Days of the period, its first included, on which the tree changed."""
    return standing.changes(moment.since - timedelta(days=1), moment.until)


@once_per_request
def _netted(moment: Moment, among: Q) -> dict[str, Net]:
    """By reason and unit: spells opened in the period less those closed, each where its cell lay that day or the day before."""
    standing, reasons = tree(), (Membership.INTERNAL, Membership.REORGANISED)
    nets: dict[str, Net] = {reason: defaultdict(int) for reason in reasons}
    for source, word, sign in ((_OPENED, "opened_by", 1), (_CLOSED, "closed_by", -1)):
        pieces = spans(moment, standing, shift=source.day_shift)
        counted = [Q(**{word: reason}) for reason in reasons]
        for unit, piece, counts in grouped(source, [among], counted, pieces):
            for up in standing.ancestors(unit, pieces[piece][0]):
                for reason, count in zip(reasons, counts, strict=True):
                    nets[reason][up] += sign * count
    return nets


def internal_net(moment: Moment, among: Q = _EVERYONE) -> Net:
    """Moves between cells, by every unit above either of them: zero wherever both lie inside."""
    return _netted(moment, among)[Membership.INTERNAL]


def internal_rows(moment: Moment, unit_id: int) -> QuerySet[Any]:
    """Spells behind `internal_net` of one unit: who came by a move from a cell outside it, who went by one to a cell outside."""
    standing, wanted = tree(), Q(pk__in=[])
    homes = Membership.objects.home()
    for since, until in spans(moment, standing):
        inside = sorted(standing.within(unit_id, since))
        left = homes.filter(member=OuterRef("member"), until=OuterRef("since"), unit_id__in=inside)
        came = Q(unit_id__in=inside, since__gte=since, since__lt=until, opened_by=Membership.INTERNAL)
        wanted |= came & Q(~Exists(left.filter(closed_by=Membership.INTERNAL)))
        went = Q(unit_id__in=inside, until__gte=since, until__lt=until, closed_by=Membership.INTERNAL)
        reached = homes.filter(member=OuterRef("member"), since=OuterRef("until"), unit_id__in=inside)
        wanted |= went & Q(~Exists(reached.filter(opened_by=Membership.INTERNAL)))
    return homes.filter(wanted)


def reorganised_net(moment: Moment, among: Q = _EVERYONE) -> Net:
    """What reorganisations brought and took: spells they opened and closed, and members whose cell was moved."""
    standing, sums = tree(), defaultdict(int, _netted(moment, among)[Membership.REORGANISED])
    for day in _days(moment, standing):
        moved = _moved_units(standing, day)
        carried = _carried(day).filter(among, unit_id__in=sorted(moved)).order_by()
        for unit, count in carried.values_list("unit_id").annotate(Count("pk")):
            came, went = moved[unit]
            for up in came:
                sums[up] += count
            for up in went:
                sums[up] -= count
    return sums


def _carried(day: date) -> QuerySet[Any]:
    return Membership.objects.home().filter(since__lt=day, until__gt=day)


def _moved_units(standing: Tree, day: date) -> dict[int, tuple[set[int], set[int]]]:
    before = day - timedelta(days=1)
    moved = {}
    for unit in standing.moved(day):
        old, new = set(standing.ancestors(unit, before)), set(standing.ancestors(unit, day))
        if old and new and old != new:
            moved[unit] = (new - old, old - new)
    return moved


def carried_rows(moment: Moment, unit_id: int) -> QuerySet[Any]:
    """Spells behind `reorganised_net` of one unit: opened, closed, or carried by a move of their cell."""
    standing, wanted = tree(), Q(pk__in=[])
    for day in _days(moment, standing):
        before = day - timedelta(days=1)
        now, then = standing.within(unit_id, day), standing.within(unit_id, before)
        crossing = sorted(now ^ then)
        wanted |= Q(unit_id__in=crossing, since__lt=day, until__gt=day)
        wanted |= Q(unit_id__in=sorted(now), since=day, opened_by=Membership.REORGANISED)
        wanted |= Q(unit_id__in=sorted(then), until=day, closed_by=Membership.REORGANISED)
    return Membership.objects.home().filter(wanted)
