"""Numbers and symbols as the texts and the offices write them."""

from datetime import date

import pytest

from soxa.documents.catalogue import IN, OUT, bodies, kinds, marks, register_columns
from soxa.documents.rules import notation, number_line, series
from soxa.law.periods import FOREVER


@pytest.mark.parametrize(
    ("body", "kind", "number", "drafter", "printed"),
    [
        ("committee", "bao_cao", 68, "", "Số 68-BC/ĐU"),
        ("committee", "quyet_dinh", 5, "", "Số 05-QĐ/ĐU"),
        ("committee", "cong_van", 12, "VP", "Số 12-CV/ĐU"),
        ("inspection", "ke_hoach", 3, "", "Số 03-KH/UBKTĐU"),
        ("cell", "bien_ban", 6, "", "Số 06-BB/CB"),
        ("people_committee", "quyet_dinh", 15, "", "Số: 15/QĐ-UBND"),
        ("people_committee", "cong_van", 15, "VP", "Số: 15/UBND-VP"),
        ("people_committee", "bao_cao", 1, "", "Số: 01/BC-UBND"),
        ("people_committee", "ban_sao_y", 7, "", "Số: 07/SY-UBND"),
        ("council", "nghi_quyet", 100, "", "Số: 100/NQ-HĐND"),
    ],
)
def test_the_number_is_written_as_each_side_writes_it(body, kind, number, drafter, printed):
    assert number_line(bodies()[body].side, notation(body, kind, number, drafter=drafter)) == printed


TERM = date(2025, 7, 1)


@pytest.mark.parametrize(
    ("body", "direction", "kind", "on", "secret", "copy", "expected"),
    [
        # a Party body: by kind, from the first day of the term, secret documents among the others
        ("committee", OUT, "bao_cao", date(2026, 1, 1), False, False, ("bao_cao", False, TERM, FOREVER)),
        ("committee", OUT, "bao_cao", date(2026, 1, 1), True, False, ("bao_cao", False, TERM, FOREVER)),
        # a State body: all kinds together by year; the last day of a year and the first of the next
        ("people_committee", OUT, "bao_cao", date(2025, 12, 31), False, False, ("", False, date(2025, 1, 1), date(2026, 1, 1))),
        ("people_committee", OUT, "quyet_dinh", date(2026, 1, 1), False, False, ("", False, date(2026, 1, 1), date(2027, 1, 1))),
        ("people_committee", OUT, "bao_cao", date(2026, 5, 4), True, False, ("", True, date(2026, 1, 1), date(2027, 1, 1))),
        ("people_committee", OUT, "ban_sao_y", date(2026, 5, 4), False, True, ("ban_sao_y", False, date(2026, 1, 1), date(2027, 1, 1))),
        # what comes in runs by year on both sides
        ("committee", IN, "cong_van", date(2026, 5, 4), False, False, ("", False, date(2026, 1, 1), date(2027, 1, 1))),
    ],
)  # fmt: skip
def test_which_run_a_document_is_numbered_in(body, direction, kind, on, secret, copy, expected):
    run = series(body, direction, kind, on, secret=secret, term=TERM, copy=copy)
    assert (run.kind, run.secret, run.since, run.until) == expected


def test_the_tables_hold_what_the_texts_list():
    # NĐ 30/2020 names 29 kinds and 3 copies; Quy định 399 names 25 kinds and 8 papers
    state = [one for (side, _), one in kinds().items() if side == "state"]
    party = [one for (side, _), one in kinds().items() if side == "party"]
    assert (len([one for one in state if not one.paper]), len([one for one in state if one.paper])) == (29, 3)
    assert (len([one for one in party if not one.paper]), len([one for one in party if one.paper])) == (25, 8)
    assert [mark.title for mark in marks("urgency").values()] == ["HỎA TỐC", "THƯỢNG KHẨN", "KHẨN"]
    assert (len(register_columns(OUT)), len(register_columns(IN))) == (10, 10)
    assert register_columns(IN)[1].title == "Số đến"
