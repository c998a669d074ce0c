"""Rows written by their columns stand as they were told, on either database, and what does not fit is refused."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.utils import DataError, IntegrityError

from soxa.kernel import many_rows
from soxa.kernel.many_rows import insert_rows
from soxa.kernel.models import CalendarDay, Unit
from soxa.party.dues.models import HandOver

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
DAYS = ["day", "kind", "name", "assumed", "entry"]


def fields(model, names):
    return [model._meta.get_field(name) for name in names]


def days(*rows):
    insert_rows(fields(CalendarDay, DAYS), rows)


def test_rows_stand_in_their_order_as_they_were_told(monkeypatch):
    monkeypatch.setattr(many_rows, "_AT_ONCE", 2)
    told = [
        (date(2026, 9, 2), "off", 'Quốc khánh, "2/9"', False, None),
        (date(2026, 9, 1), "off", "", True, None),
        (date(2026, 8, 22), "worked", "bù {a,b} \\ NULL", False, None),
    ]
    days(*told)
    assert list(CalendarDay.objects.order_by("pk").values_list(*DAYS)) == told
    days()
    assert CalendarDay.objects.count() == len(told)


def test_a_whole_number_stands_beside_one_with_a_fraction():
    insert_rows(fields(Unit, ["id", "code", "kind", "since", "until"]), [(7, "00007", "commune", date(2020, 1, 1), date(9999, 12, 31))])  # fmt: skip
    names = ["unit", "month", "on", "collected", "percent", "sent", "paper", "entry"]
    month = date(2026, 9, 1)
    insert_rows(
        fields(HandOver, names),
        [
            (7, month, month, 9, percent, 2_500_000_000, "", None)
            for percent in (Decimal("33.25"), 30, Decimal(7))
        ],
    )
    assert list(HandOver.objects.order_by("pk").values_list("percent", "sent")) == [
        (Decimal("33.25"), 2_500_000_000),
        (Decimal(30), 2_500_000_000),
        (Decimal(7), 2_500_000_000),
    ]


def test_what_the_table_does_not_take_is_refused_whole():
    good = (date(2026, 9, 2), "off", "", False, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        days(good, good)
    if connection.vendor == "postgresql":
        with pytest.raises(DataError), transaction.atomic():
            days(good, (date(2026, 9, 1), "off", "d" * 121, False, None))
    assert not CalendarDay.objects.exists()
