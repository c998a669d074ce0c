"""Figures of documents against counts by hand, on both sides of a boundary day."""

from datetime import date

import pytest

from soxa.documents.models import Document
from soxa.kernel.access import machine
from soxa.kernel.figures import FIGURES, Moment, read, row_filter
from soxa.kernel.units.acts import Founding, found
from soxa.law.periods import Period

pytestmark = pytest.mark.django_db
ACTOR = machine("test")
HALF = Moment.over(Period.parse("2026-H1"))


@pytest.fixture
def commune():
    return found(Founding("99901", "commune", "xã Đồng Vải"), ACTOR)


def out(unit, on, kind="bao_cao", *, signed=True, side="party", released=True, **facts):
    Document.objects.create(
        unit=unit, side=side, direction="out", body="committee" if side == "party" else "people_committee", kind=kind,
        state="issued", number=1, issued_on=on, released_on=on if released else None, digitally_signed=signed,
        abstract="x", **facts,
    )  # fmt: skip


def came(unit, due, answered=None, **facts):
    Document.objects.create(
        unit=unit, side="party", direction="in", body="committee", kind="cong_van", state="registered", number=1,
        arrived_on=date(2026, 5, 4), issued_on=date(2026, 5, 1), answer_due=due, answered_on=answered, abstract="y",
        **facts,
    )  # fmt: skip


def value(code, unit, moment=HALF):
    return read(FIGURES[code], moment, unit.pk).text


def test_what_went_out_counts_on_the_day_it_bears(commune):
    for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)):
        out(commune, day)
    out(commune, date(2026, 3, 3), "nghi_quyet")
    out(commune, date(2026, 3, 3), "ke_hoach", urgency="khan")
    out(commune, date(2026, 3, 4), "chuong_trinh")
    out(commune, date(2026, 3, 5), "bao_cao", released=False)
    out(commune, date(2026, 3, 5), "quyet_dinh", side="state")
    assert value("documents.out", commune) == "5"
    assert value("documents.out_bao_cao", commune) == "2"
    assert (value("documents.resolutions", commune), value("documents.programmes", commune)) == ("1", "2")
    assert value("documents.out_urgent", commune) == "1"
    assert value("documents.out_by_committee", commune) == "5"
    assert (value("state_documents.out", commune), value("state_documents.out_quyet_dinh", commune)) == (
        "1",
        "1",
    )


def test_secret_documents_stand_outside_the_base_of_signed_ones(commune):
    out(commune, date(2026, 3, 3))
    out(commune, date(2026, 3, 3), signed=False)
    out(commune, date(2026, 3, 3), signed=False, secrecy="mat")
    assert value("documents.digitally_signed", commune) == "50%"
    assert value("documents.out", commune) == "3"
    missing = row_filter(FIGURES["documents.digitally_signed"], HALF, commune.pk, part="missing")
    assert [one.secrecy for one in missing] == [""]


def test_an_answer_on_the_last_day_is_in_time(commune):
    due = date(2026, 6, 30)
    came(commune, due, due)
    came(commune, due, date(2026, 7, 1))
    came(commune, due)
    came(commune, date(2026, 7, 1), date(2026, 7, 1))
    came(commune, None)
    assert value("documents.answered_in_time", commune) == "33,33%"
    assert value("documents.in", commune) == "5"


def test_nothing_to_answer_is_said_so(commune):
    assert value("documents.answered_in_time", commune) == "không phát sinh"
