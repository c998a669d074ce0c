"""Who files in the tests of filings, and what they type: the hands of a commune, a grid posted as its page would be."""

from datetime import date
from decimal import Decimal

import pytest

from soxa.kernel.access import Actor, machine
from soxa.kernel.models import Entry
from soxa.kernel.request_memo import held_request
from soxa.kernel.shown import Shown, sealed_mark
from soxa.law.periods import Period
from soxa.values.figures import value_text
from soxa.values.filing import flow, saving
from soxa.values.filing.grid import grid
from soxa.values.filing.models import Filing
from soxa.values.filing.typed import Typed
from soxa.values.models import Measure, ReportedValue

TODAY = date(2026, 11, 20)
OCTOBER, SEPTEMBER = Period.parse("2026-10"), Period.parse("2026-09")
ME = machine("thử")


def who(role, commune, account):
    return Actor(f"người {account}", str(role.title), commune.pk, account, role)


def begun(commune, actor, group="economy", period=OCTOBER, sort=Filing.ACTUAL):
    return flow.begin(flow.Wish(commune.pk, period, sort, group), actor, today=TODAY)


def measure(code):
    return Measure.objects.get(code=code)


def names(commune, code):
    return f"{measure(code).pk}-{commune.pk}"


def page_of(filing):
    """What the page of a grid would post untouched, and its mark."""
    posted, prints = {}, {}
    for line in grid(filing, shown=False).lines:
        typed = Typed.of(line, filing)
        prints[line.key] = typed.print
        posted |= {
            f"v{line.key}": typed.value,
            f"n{line.key}": typed.over,
            f"d{line.key}": typed.under,
            f"g{line.key}": typed.note,
        }
        if typed.final:
            posted[f"f{line.key}"] = "on"
    return posted, Shown.read(sealed_mark(prints))


def save(filing, actor, commune, ticks=(), **numbers):
    """Type numbers by code (`budget__revenue="12,5"`; a pair for what is divided) and save."""
    with held_request():
        posted, mark = page_of(filing)
        for code, text in numbers.items():
            key = names(commune, code.replace("__", "."))
            if isinstance(text, tuple):
                posted[f"v{key}"], posted[f"n{key}"], posted[f"d{key}"] = "", *text
            else:
                posted[f"v{key}"] = text
        for code in ticks:
            posted[f"k{names(commune, code)}"] = "on"
        return saving.save(filing, posted, mark, actor, today=TODAY)


def wrong(filing, actor, commune, **numbers):
    """What is said of each line that stopped the saving, by code."""
    before = (ReportedValue.objects.count(), Entry.objects.count())
    with pytest.raises(saving.Held) as held:
        save(filing, actor, commune, **numbers)
    assert (ReportedValue.objects.count(), Entry.objects.count()) == before
    judged = held.value.judged
    return {
        one.line.measure.code: " ".join([*one.wrong.values(), one.asked]).strip()
        for one in judged.reads.values()
        if one.stops
    }


def in_force(code):
    return [
        (value_text(one), one.sort)
        for one in ReportedValue.objects.filter(measure__code=code, replaced_by=None).order_by("sort")
    ]


def put(commune, code, value, period=SEPTEMBER, sort="actual"):
    one = measure(code)
    entry = Entry.objects.order_by("pk").last()
    (made,) = ReportedValue.objects.loaded(
        [
            ReportedValue(
                measure=one,
                unit=commune,
                since=period.since,
                until=period.until,
                sort=sort,
                value=Decimal(value),
            )
        ],
        entry,
    )
    return made
