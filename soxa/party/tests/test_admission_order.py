"""The steps of an admission keep the order of their days: application, vote, committee, file sent, superior, end."""

from datetime import date

import pytest

from soxa.party.admission.flow import step
from soxa.party.admission.lists import page_of, portrait
from soxa.party.admission.models import Admission
from soxa.party.flow import take
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_admission import case, cast_votes, decided, filled, paper, refused  # noqa: F401

pytestmark = pytest.mark.django_db
APPLIED, CONSIDERED = date(2025, 3, 3), date(2025, 8, 1)


def test_no_paper_makes_the_application_older_than_it_is(case, cast, head):  # noqa: F811
    step("apply", case, head, today=TODAY, facts={"on": date(2025, 9, 3), "note": ""})
    for kind in ("class", "cv", "verified", "opinions", "union", "application"):
        paper(case, head, kind, date(2025, 2, 4))
    told = {"introducer": cast.members["an"].pk, "known_since": date(2024, 1, 3)}
    paper(case, head, "introduction", date(2025, 2, 4), **told)
    refused("trước ngày ghi trên đơn 03/09/2025", "cell_vote", case, head, **cast_votes(date(2025, 9, 2)))
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(date(2025, 9, 3)))
    case.refresh_from_db()
    assert case.state == "cell_agreed"


def test_the_file_is_sent_once_the_committee_has_voted(case, cast, head):  # noqa: F811
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(filled(case, cast, head)))
    votes = cast_votes(date(2025, 8, 20), ayes=10, present=14, size=15)
    step("committee_vote", case, head, today=TODAY, facts=votes)
    refused("trước ngày đảng ủy cơ sở biểu quyết 20/08/2025", "send", case, head, on=date(2025, 8, 19))
    step("send", case, head, today=TODAY, facts={"on": date(2025, 8, 20)})
    ended = {"reason": "rút đơn"}
    refused("trước ngày của bước trước 20/08/2025", "close", case, head, on=date(2025, 8, 19), **ended)
    step("close", case, head, today=TODAY, facts={"on": date(2025, 8, 20), **ended})
    case.refresh_from_db()
    assert case.state == "closed"


def test_the_case_of_one_who_died_waits_to_be_ended(case, cast, head):  # noqa: F811
    decided(case, cast, head)
    step("admit", case, head, today=TODAY, facts={"on": date(2025, 10, 10)})
    member = Admission.objects.get(pk=case.pk).member

    def told() -> list[str]:
        rows = page_of({}, cast.accounts["chanh"], TODAY).rows
        return [row.next.step for row in rows if row.case.pk == case.pk]

    assert told() == ["recognition_vote"]
    take("died", member, head, today=TODAY, facts={"on": date(2026, 11, 1), "paper": "Giấy chứng tử"})
    assert told() == ["close"]
    assert portrait(Admission.objects.get(pk=case.pk), TODAY).next.due_words == "chờ kết thúc"
