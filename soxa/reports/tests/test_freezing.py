"""What went out stays as it was: numbers, bytes and rows, whatever the book learns later."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from soxa.desk.tests.signing_in import markup, queries
from soxa.documents.registers import TERM_SINCE
from soxa.kernel import files, journal
from soxa.kernel.figures import FIGURES, row_filter
from soxa.kernel.models import Entry
from soxa.kernel.paper.model import Table
from soxa.kernel.preferences import put
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.org.models import Account
from soxa.org.roles import OFFICE_HEAD
from soxa.party.models import Membership
from soxa.reports.differences import Looked, compare, difference_of, moved_rows, verify
from soxa.reports.flow import FLOW
from soxa.reports.freezing import doors, kept_rows, moment_of
from soxa.reports.models import Report
from soxa.reports.tests.half_year import (
    ACTOR,
    ASSESSED,
    SIGN_IN,
    SIGNED,
    TO_15_JUNE,
    TODAY,
    html_words,
    pdf_words,
    under,
    without_marks,
    word_words,
    words,
)
from soxa.reports.writing import issue_report, open_draft, paper_of, rendered, write_text
from soxa.steering.models import Assessment, Shortcoming
from soxa.steering.reviews import flow as shortcomings
from soxa.steering.targets import flow as targets
from soxa.steering.works.models import CapitalPlan, Disbursement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

HEAD, SECRETARY, CELL = "tuyet.ngo", "thuan.dang", "buong.luc"


@pytest.fixture
def signed_in(client):
    def enter(username: str):
        client.force_login(Account.objects.get(username=username), SIGN_IN)
        return client

    return enter


def one_dies_late(commune: int) -> Membership:
    """A member of Khu 1 whose death on 10/6/2026 is learnt after the report went out."""
    cell = tree().by_code("99901.01").id
    spell = (
        Membership.objects.home()
        .filter(unit_id=cell, until__gt=TODAY, since__lt=date(2020, 1, 1), member__person__sex="M")
        .filter(member__card_exchanged_on__isnull=False)
        .order_by("pk")
        .first()
    )
    spell.until, spell.closed_by = date(2026, 6, 10), Membership.DIED
    spell.save(update_fields=["until", "closed_by"])
    subject = ("member", str(spell.member_id))
    journal.write(ACTOR, "party", "died", subject=subject, on=date(2026, 6, 10), unit_id=commune)
    return spell


def test_an_issued_report_has_number_signer_and_the_seal(issued):
    assert (issued.state, issued.notation, issued.signer) == ("issued", "68-BC/ĐU", "Đặng Hữu Thuần")
    paper = paper_of(issued, TODAY)
    assert (paper.head.number, paper.head.day, paper.draft) == ("Số 68-BC/ĐU", SIGNED, None)
    assert paper.signature.name == "Đặng Hữu Thuần"
    assert f"Mã niêm sổ khi phát hành: {issued.seal.digest}" in word_words(rendered(issued, ".docx", TODAY))
    assert issued.cut_offs == {"party": "2026-06-15", "values": "2026-06-30"}
    assert paper.gaps() == []


def test_outputs_keep_their_numbers_when_the_book_changes_and_come_with_a_plain_name(
    issued, commune, signed_in
):
    before, led = paper_of(issued, SIGNED), rendered(issued, ".html", SIGNED)
    one_dies_late(commune)
    assert (paper_of(issued, TODAY), rendered(issued, ".html", TODAY)) == (before, led)
    client = signed_in(SECRETARY)
    for suffix, read in (("docx", word_words), ("pdf", pdf_words), ("html", html_words)):
        answer = client.get(reverse("report_file", args=[issued.pk, suffix]))
        assert "1.417 đảng viên (1.388 chính thức" in without_marks(read(answer.content))
        named = f'attachment; filename="so-{issued.document.number}-bc-du.{suffix}"'
        assert answer["Content-Disposition"] == named
    assert answer.content.startswith(b"<!doctype html>")
    assert client.get(reverse("report_file", args=[issued.pk, "exe"])).status_code == 404


def test_a_change_is_told_by_its_rows(issued, commune):
    gone = one_dies_late(commune)
    told = {one.frozen.code: one for one in compare(issued).differing}
    assert told["party.members"].now == "1.416"
    assert (told["party.members"].came, told["party.members"].went) == ((), (gone.pk,))
    assert told["party.died"].now == "9"
    assert told["party.died"].came == (gone.pk,)
    assert told["party.card_exchange"].now == "99,42%"
    assert told["party.card_exchange"].went == (gone.pk,)
    assert told["party.women_share"].now == "32,7%"
    assert told["party.women_share"].why == "mẫu số bớt 1 dòng"
    assert "party.women" not in told and "party.admitted" not in told
    cell = issued.figures.get(code="party.members", unit__code="99901.01", on=date(2026, 6, 15))
    assert (difference_of(cell).now, difference_of(cell).went) == ("56", (gone.pk,))


def test_what_happens_after_the_cut_off_changes_nothing(issued, commune):
    gone = one_dies_late(commune)
    gone.until = date(2026, 8, 1)
    gone.save(update_fields=["until"])
    assert compare(issued).differing == []


class Everything:
    """A reader who sees every row."""

    is_authenticated = True

    def held_offices(self):
        from soxa.kernel.access import HeldOffice

        return tuple(HeldOffice(OFFICE_HEAD, unit, "") for unit in tree().roots())


def test_the_rows_of_a_difference_name_the_member_and_the_act(issued, commune):
    gone = one_dies_late(commune)
    frozen = issued.figures.get(code="party.members", unit_id=commune, on=date(2026, 6, 15))
    rows, hidden = moved_rows(difference_of(frozen), Everything())
    assert hidden == 0
    assert [row.sort for row in rows] == ["bớt"]
    assert rows[0].cells[0] == gone.member.person.full_name
    assert (rows[0].entry.step, rows[0].act) == ("died", "Từ trần")


def test_one_file_for_one_set_of_rows(issued, commune):
    frozen = {one.code: one for one in issued.figures.filter(unit_id=commune, on=date(2026, 6, 15))}
    shared = {frozen[code].rows for code in ("party.members", "party.women", "party.files_complete")}
    assert shared == {frozen["party.members"].part_rows}
    assert frozen["party.women"].part_rows != frozen["party.members"].part_rows
    cells = issued.figures.filter(code="party.members", on=date(2026, 6, 15)).exclude(unit_id=commune)
    assert cells.count() == 56
    assert {one.part_rows for one in cells} == shared
    assert (frozen["party.files_complete"].part, frozen["party.files_complete"].whole) == (1406, 1417)


def test_rows_looked_at_together_are_told_as_they_were_on_the_day_of_each_number(issued, commune):
    days = list(issued.figures.filter(code="party.members", unit_id=commune).order_by("on"))
    looked = Looked()
    assert len({one.on for one in days}) == 2
    for one in (*days, *reversed(days)):
        assert looked.now(one, "part") == kept_rows(one)


def test_what_was_kept_is_verified(issued):
    assert verify(issued) == []
    kept = issued.figures.get(code="party.women")
    place = Path(settings.DATA_DIR) / "files" / kept.part_rows[:2] / kept.part_rows[2:]
    whole = place.read_bytes()
    try:
        place.write_bytes(whole.replace(b"[", b"{", 1))
        assert verify(issued) == [
            "Tệp dòng của party.women không còn nguyên vẹn.",
            "Tệp dòng của party.women_share không còn nguyên vẹn.",
        ]
    finally:
        place.write_bytes(whole)


def test_a_forged_count_is_found(issued):
    kept = issued.figures.get(code="party.women")
    kept.part = 464
    kept.save(update_fields=["part"])
    assert verify(issued) == ["Số dòng của party.women không khớp con số đã in."]


def test_the_act_of_issuing_is_under_the_seal_it_prints(issued):
    act = Entry.objects.get(flow="report", step="issue", subject_key=str(issued.pk))
    assert act.seal == issued.seal
    frozen = Entry.objects.get(flow="report", step="frozen", subject_key=str(issued.pk))
    assert frozen.facts["content"] == issued.content
    assert "Thuần" not in str(act.facts) + str(frozen.facts)


def test_the_report_stands_in_the_register_with_its_file(issued, commune):
    document = issued.document
    assert (document.notation, document.issued_on, document.state) == ("68-BC/ĐU", SIGNED, "issued")
    assert document.abstract == "Báo cáo sơ kết 6 tháng đầu năm 2026"
    kept = document.files.get()
    assert (kept.name, kept.media_type) == ("68-BC-ĐU.pdf", "application/pdf")
    assert files.fetch(kept.digest).startswith(b"%PDF-")


def test_an_issued_report_is_not_issued_or_written_again(issued):
    with pytest.raises(Refused):
        issue_report(issued, ACTOR, signed_on=SIGNED)
    with pytest.raises(Refused):
        write_text(issued, "opening", "Thêm lời", ACTOR)


def test_a_withdrawn_report_keeps_its_bytes_and_its_number(issued, signed_in):
    before, client = rendered(issued, ".html", TODAY), signed_in(HEAD)
    address, shown = reverse("report_withdraw", args=[issued.pk]), reverse("report", args=[issued.pk])
    assert client.post(address, {"reason": ""}).status_code == 200
    assert client.post(address, {"reason": "Sai số liệu"}).status_code == 302
    issued.refresh_from_db()
    assert (issued.state, issued.notation) == ("withdrawn", "68-BC/ĐU")
    assert rendered(issued, ".html", TODAY) == before
    assert "Sai số liệu" in client.get(shown).content.decode()
    assert queries(client, shown) <= 12


def test_numbers_run_on_also_past_a_withdrawn_one_and_begin_again_after_the_term(issued, commune):
    assert open_draft("half-year", commune, "2026-H1", ACTOR).pk != issued.pk
    FLOW.take("withdraw", issued, ACTOR, {"reason": "Sai số liệu thu ngân sách"})
    again = issue_report(open_draft("half-year", commune, "2025-H1", ACTOR), ACTOR, signed_on=SIGNED)
    assert again.notation == "69-BC/ĐU"
    put(TERM_SINCE, "2026-10-01", since=date(2026, 10, 1), actor=ACTOR, unit_id=commune)
    later = issue_report(open_draft("year", commune, "2024", ACTOR), ACTOR, signed_on=TODAY)
    assert later.notation == "01-BC/ĐU"


def test_every_number_leads_to_the_rows_that_were_kept_with_it(issued, commune):
    """On the page and in the file alike; of a cell in the appendix to the rows of that cell. A draft's lead to the book."""
    door, led = doors(issued), rendered(issued, ".html", TODAY).decode()
    kept = {reverse("report_rows", args=[issued.pk, one.pk]): one for one in issued.figures.all()}
    numbers = paper_of(issued, TODAY).numbers()
    for one in numbers:
        frozen = kept[door(one)]
        assert (frozen.code, frozen.part_rows) == (one.code, one.fingerprint)
        assert f'href="{door(one)}" data-figure="{one.code}">{one.text}</a>' in led
    assert "/so-lieu/?" not in led and 'href="/so-lieu/' not in led
    cell = issued.figures.get(code="party.members", unit__code="99901.01", on=date(2026, 6, 15))
    assert [
        one.text for one in numbers if door(one) == reverse("report_rows", args=[issued.pk, cell.pk])
    ] == ["57"]
    stood = {
        kept[door(one)].text
        for one in numbers
        if one.code == "party.members" and "don-vi=99901&ngay=2025-12-31" in one.href
    }
    assert stood == {"1.409"}
    draft = rendered(open_draft("year", commune, "2025", ACTOR), ".html", TODAY).decode()
    assert 'href="/so-lieu/' in draft and "/dong/" not in draft


def test_a_number_whose_rows_were_not_kept_leads_nowhere(issued):
    one = next(one for one in paper_of(issued, TODAY).numbers() if one.code == "party.women")
    for href in (
        "",
        "/so-lieu/party.women/",
        one.href.replace("99901", "strange"),
        one.href.replace("2026", "1826"),
    ):
        assert doors(issued)(replace(one, href=href)) == ""
    assert doors(issued)(replace(one, code="party.strange")) == ""


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (Path.unlink, "Tệp không còn trong kho tệp"),
        (lambda place: place.write_bytes(b"x"), "không còn đúng như lúc giữ"),
    ],
)
def test_a_lost_file_of_rows_is_told_with_what_to_do(issued, signed_in, harm, said):
    client = signed_in(HEAD)
    kept = issued.figures.get(code="party.women")
    place = Path(settings.DATA_DIR) / "files" / kept.part_rows[:2] / kept.part_rows[2:]
    whole = place.read_bytes()
    try:
        harm(place)
        answer = client.get(reverse("report_rows", args=[issued.pk, kept.pk]))
    finally:
        place.write_bytes(whole)
    told = answer.content.decode()
    assert answer.status_code == 404
    assert f"đã in là {kept.text}" in told and said in told
    assert kept.part_rows[2:] in told and "soxa doctor --all" in told
    assert client.get(reverse("report_rows", args=[issued.pk, kept.pk])).status_code == 200


def test_the_kept_rows_stand_beside_the_book_of_today(issued, commune, signed_in):
    client = signed_in(HEAD)
    frozen = issued.figures.get(code="party.members", unit_id=commune, on=date(2026, 6, 15))
    address = reverse("report_rows", args=[issued.pk, frozen.pk])
    live = "/so-lieu/party.members/?don-vi=99901&amp;ngay=2026-06-15"
    told = client.get(address).content.decode()
    assert f'Sổ hôm nay: <a href="{live}">1.417</a>' in told and "Vì sao khác" not in told
    one_dies_late(commune)
    told = client.get(address).content.decode()
    assert '<span class="num">1.417</span>' in told and f'Sổ hôm nay: <a href="{live}">1.416</a>' in told
    assert reverse("report_difference", args=[issued.pk, frozen.pk]) in told
    cell = issued.figures.get(code="party.members", unit__code="99901.01", on=date(2026, 6, 15))
    below = client.get(reverse("report_rows", args=[issued.pk, cell.pk])).content.decode()
    assert "Chi bộ Khu 1 · " in below and "<b>57</b> dòng" in below
    plan = issued.figures.filter(code__endswith=":plan", unit_id=commune).first()
    planned = client.get(reverse("report_rows", args=[issued.pk, plan.pk])).content.decode()
    assert "Xem trong sổ hôm nay" in planned and "Sổ hôm nay:" not in planned


def paid(issued: Report) -> Any:
    return issued.figures.get(code="budget.public_investment", on=date(2026, 6, 30))


def test_what_works_were_paid_is_compared_by_the_rows_of_works(issued: Report, commune: int) -> None:
    frozen = paid(issued)
    assert (frozen.text, frozen.part, frozen.whole) == ("54,43%", 18_615, 34_200)
    entry = journal.write(ACTOR, "test", "later", subject=("test", "1"), on=TODAY)
    plan = CapitalPlan.objects.filter(year=2026).order_by("pk").first()
    Disbursement(work=plan.work, year=2026, on=date(2026, 7, 1), amount=1, paper="V", entry=entry).save()
    assert difference_of(frozen).same
    Disbursement(
        work=plan.work, year=2026, on=date(2026, 6, 30), amount=342 * 10**6, paper="V", entry=entry
    ).save()
    (told,) = compare(issued).differing
    assert (told.frozen, told.now, told.changed) == (frozen, "55,43%", (plan.pk,))
    (row,), hidden = moved_rows(told, Everything())
    assert (hidden, row.cells[1], row.cells[4]) == (0, plan.work.name, "4.692.000.000")
    assert verify(issued) == []


def test_rows_of_another_source_are_not_held_against_those_that_were_kept(issued: Report) -> None:
    """Keys of works are not keys of reported values: the book no longer holds works, what was typed is told again."""
    CapitalPlan.objects.filter(year=2026).moved(CapitalPlan.objects.first().entry, year=2020)
    told = difference_of(paid(issued))
    assert (told.now, told.same, told.why) == ("54,43%", False, "")
    assert (
        told.redefined == "nay đếm từ Số liệu báo cáo, khi phát hành lấy từ Kế hoạch vốn của từng công trình"
    )


def test_what_the_record_told_stays_with_its_table_and_its_counts(issued):
    case = Assessment.objects.get(until=date(2026, 7, 1))
    targets.take("reopen", case, ACTOR, {"on": date(2026, 11, 19), "why": "nhầm số"})
    one = Shortcoming.objects.filter(until__gt=TODAY).order_by("pk").first()
    shortcomings.take("report", one, ACTOR, {"on": TODAY, "words": "xong", "paper": "BB"})
    shortcomings.take("confirm", one, ACTOR, {"on": TODAY, "found": ""})
    paper = paper_of(issued, TODAY)
    assert TO_15_JUNE in words(paper) and ASSESSED in words(paper)
    (table,) = under(paper, "II. Chỉ tiêu phải tập trung")
    assert isinstance(table, Table)
    assert issued.figures.get(code="targets.yellow").text == "5"
    assert issued.figures.get(code="shortcomings.own_right").text == "1"
    assert {str(row.on): row.text for row in issued.figures.filter(code="shortcomings.own_open")} == {
        "2025-12-31": "5",
        "2026-06-15": "4",
    }


def test_the_frozen_table_its_check_and_the_rows_that_a_number_opens(issued, signed_in):
    """14 admitted to 15 June; afterwards one of them turns out to be of July."""
    office, table = signed_in(HEAD), reverse("report_figures", args=[issued.pk])
    frozen = issued.figures.get(code="party.admitted", unit_id=issued.unit_id)
    page = office.get(table + "?kiem=1").content.decode()
    assert "Sổ hôm nay vẫn đúng như báo cáo" in page and "Nguyên vẹn." in page
    assert issued.figures.get(code="party.women").part_rows[:16] in page
    address = reverse("report_rows", args=[issued.pk, frozen.pk])
    assert f'href="{address}"' in page
    one = row_filter(FIGURES["party.admitted"], moment_of(frozen), issued.unit_id).order_by("pk").first()
    setattr(one, FIGURES["party.admitted"].source.on, date(2026, 7, 2))
    one.save()
    page = office.get(table).content.decode()
    assert "Sổ hôm nay vẫn đúng như báo cáo" not in page and "Nguyên vẹn." not in page
    assert office.get(reverse("report_difference", args=[issued.pk, frozen.pk])).status_code == 200
    page = markup(office.get(address))
    assert (frozen.text, "<b>14</b> dòng" in page, page.count("<b>đã sửa hoặc thay</b>")) == ("14", True, 1)
    assert markup(office.get(address + "?tat-ca=1")).count("<tr>") > 14
    for name in ("report_rows", "report_difference"):
        assert office.get(reverse(name, args=[issued.pk, 10**9])).status_code == 404
    assert signed_in(CELL).get(address).status_code == 403
