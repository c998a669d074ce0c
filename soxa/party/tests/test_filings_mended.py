"""Typed days and papers of admissions and transfers put right; what a member's life took on is put right in his record only."""

from datetime import date

import pytest

from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.party.admission.flow import step
from soxa.party.admission.models import Admission
from soxa.party.mending.filing_forms import AdmissionMend, TransferMend
from soxa.party.mending.filings import (
    mend_admission,
    mend_paper,
    mend_transfer,
    mend_vote,
    strike_admission,
    strike_paper,
    strike_transfer,
    strike_vote,
)
from soxa.party.mending.said import Said
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_admission import case, cast_votes, decided, filled  # noqa: F401
from soxa.party.transfers.flow import begin, take
from soxa.party.transfers.models import Transfer

pytestmark = pytest.mark.django_db


def said(**changes) -> Said:
    return Said(changes, "Sổ công văn đến", TODAY)


def refused(verb, row, head, **changes) -> str:
    before = Entry.objects.count()
    with pytest.raises(Refused) as told:
        verb(row, said(**changes), head)
    assert Entry.objects.count() == before
    return str(told.value)


@pytest.fixture
def admitted(case, cast, head):  # noqa: F811
    """Application 03/03, vote 01/08, sent 04/08, decision 25/09, received 01/10, ceremony 10/10/2025."""
    decided(case, cast, head)
    step("admit", case, head, today=TODAY, facts={"on": date(2025, 10, 10)})
    case.refresh_from_db()
    return case


def test_a_day_of_the_file_is_put_right_between_its_neighbours(admitted, head):
    assert "trước ngày chi bộ tán thành 01/08/2025" in refused(
        mend_admission, admitted, head, sent_on=date(2025, 7, 31)
    )
    assert "trước ngày gửi hồ sơ 26/09/2025" in refused(
        mend_admission, admitted, head, sent_on=date(2025, 9, 26)
    )
    assert "trước ngày chi bộ nhận quyết định" in refused(
        mend_admission, admitted, head, received_on=date(2025, 10, 11)
    )
    early = refused(mend_admission, admitted, head, received_on=date(2025, 8, 25), sent_on=date(2025, 8, 1))
    assert "trước ngày quyết định 25/09/2025" in early
    mend_admission(admitted, said(sent_on=date(2025, 9, 25)), head)
    assert Admission.objects.get(pk=admitted.pk).sent_on == date(2025, 9, 25)
    entry = Entry.objects.filter(flow="correction").latest("pk")
    assert (entry.subject_kind, entry.facts["basis"]) == ("admission", "Sổ công văn đến")


def test_what_tells_the_same_follows(admitted, head):
    mend_admission(admitted, said(applied_on=date(2025, 3, 4), decision="QĐ 32-QĐ/TU"), head)
    assert admitted.papers.get(kind="application").on == date(2025, 3, 4)
    assert admitted.member.memberships.get().paper == "QĐ 32-QĐ/TU"


def test_what_his_life_took_on_is_not_asked_here(admitted, head):
    form = AdmissionMend(None, subject=admitted, today=TODAY)
    assert {"decision_on", "ceremony_on", "ended_on", "recognition"}.isdisjoint(form.fields)
    assert "đã kết nạp" in refused(strike_admission, admitted, head)


def test_a_paper_a_vote_rests_on_keeps_its_day(case, cast, head):  # noqa: F811
    on = filled(case, cast, head)
    cv = case.papers.get(kind="cv")
    mend_paper(cv, said(on=date(2025, 6, 12)), head)
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(on))
    late = {"on": date(2025, 8, 2)}
    assert "Chi bộ đã biểu quyết ngày 01/08/2025 trên hồ sơ này. Thiếu: Lý lịch" in refused(
        mend_paper, cv, head, **late
    )
    assert "Thiếu: Lý lịch" in refused(strike_paper, cv, head)
    assert case.papers.get(kind="cv").on == date(2025, 6, 12)


def test_a_case_that_never_was_goes_whole(case, cast, head):  # noqa: F811
    filled(case, cast, head)
    strike_admission(case, said(), head)
    assert not Admission.objects.exists()


def test_a_vote_is_counted_anew_but_comes_out_as_it_did(case, cast, head):  # noqa: F811
    on = filled(case, cast, head)
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(on, ayes=2))
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(on))
    short, vote = case.votes.order_by("pk")
    assert "đủ số tán thành" in refused(mend_vote, short, head, **cast_votes(on))
    assert "kết quả khác" in refused(mend_vote, vote, head, **cast_votes(on, ayes=2))
    assert "trước ngày ghi trên đơn" in refused(mend_vote, vote, head, **cast_votes(date(2025, 3, 2)))
    mend_vote(vote, said(**cast_votes(date(2025, 8, 2), ayes=3)), head)
    case.refresh_from_db()
    assert (case.agreed_on, case.votes.get(passed=True).ayes) == (date(2025, 8, 2), 3)
    assert "đi tiếp" in refused(strike_vote, vote, head)
    strike_vote(short, said(), head)
    assert case.votes.count() == 1


# --- transfers ---

ASKED = {
    "sort": "official", "why": "residence", "other": "Đảng bộ phường Hồng Hà", "effect_on": date(2026, 9, 1),
    "requested_on": date(2026, 10, 5), "returns_on": None, "portal_no": "",
}  # fmt: skip


@pytest.fixture
def away(cast, head):
    """An asks on 05/10, the cell looks at it on 09/10, the letter is of 12/10/2026."""
    asked = begin(cast.members["an"], head, today=TODAY, facts=ASKED)
    take("review", asked, head, today=TODAY, facts={"reviewed_on": date(2026, 10, 9)})
    letter = {"letter_no": "12", "letter_on": date(2026, 10, 12), "dues_through": date(2026, 10, 1)}
    take("introduce", asked, head, today=TODAY, facts=letter)
    asked.refresh_from_db()
    return asked


def test_a_day_of_a_transfer_is_put_right(away, head):
    assert "trước ngày nộp hồ sơ" in refused(mend_transfer, away, head, requested_on=date(2026, 10, 10))
    assert "Thủ tục phải bắt đầu chậm nhất" in refused(mend_transfer, away, head, effect_on=date(2026, 1, 5))
    assert "Nơi đi và nơi đến" in refused(mend_transfer, away, head, other="Chi bộ thôn Bến Đá")
    mend_transfer(away, said(letter_on=date(2026, 10, 13), letter_no="13"), head)
    assert Transfer.objects.get(pk=away.pk).letter_no == "13"


def test_a_transfer_his_life_took_on_keeps_its_day_and_place(away, head):
    assert {"other", "letter_on", "struck"} <= set(TransferMend(None, subject=away, today=TODAY).fields)
    take("settle", away, head, today=TODAY, facts={"ended_on": date(2026, 10, 20), "paper": ""})
    away.refresh_from_db()
    form = TransferMend(None, subject=away, today=TODAY)
    assert {"other", "letter_on", "ended_on", "struck"}.isdisjoint(form.fields)
    assert "đã ghi vào hồ sơ đảng viên" in refused(strike_transfer, away, head)


def test_the_page_puts_a_case_right_in_sight_only(away, at):
    address = f"/dang-vien/dinh-chinh/chuyen-sinh-hoat/{away.pk}/"
    assert at("khac").get(address).status_code == 404
    assert at("buong").get(address).status_code == 403
    assert address in at("chanh").get(f"/dang-vien/chuyen-sinh-hoat/{away.pk}/").content.decode()
    page = at("chanh").get(address)
    assert page.status_code == 200 and "Đính chính hồ sơ chuyển sinh hoạt" in page.content.decode()
