"""Pages of reports: who sees what, what a person writes, how it goes out, with how many questions."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from soxa.kernel.units import acts
from soxa.kernel.units.acts import Founding
from soxa.org.models import Account
from soxa.reports.content import places
from soxa.reports.models import Report
from soxa.reports.tests.half_year import ACTOR, SIGN_IN, UNASSESSED, begun
from soxa.reports.writing import open_draft, write_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

HEAD, CLERK, SECRETARY, CELL, GOVERNMENT = "tuyet.ngo", "yen.le", "thuan.dang", "buong.luc", "quang.bui"


@pytest.fixture
def draft(commune: int) -> Report:
    return begun(commune)


@pytest.fixture
def bare(commune: int) -> Report:
    """The draft of a half-year of which the book holds next to nothing: its page has the same places in which to write."""
    return open_draft("half-year", commune, "2025-H1", ACTOR)


@pytest.fixture
def signed_in(client):
    def enter(username: str):
        client.force_login(Account.objects.get(username=username), SIGN_IN)
        return client

    return enter


def words(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("who", [CELL, "luong.nguyen", "tri.doan"])
@pytest.mark.parametrize("name", ["reports", "report", "report_figures", "report_issue"])
def test_others_are_refused(signed_in, draft, who, name):
    address = reverse(name, args=[] if name == "reports" else [draft.pk])
    assert signed_in(who).get(address).status_code == 403


def test_a_stranger_is_shown_the_door(client, draft):
    assert client.get(reverse("report", args=[draft.pk])).status_code == 302


def test_a_report_of_another_unit_does_not_exist(signed_in):
    other = acts.found(Founding("88801", "commune", "xã Khác", on=date(2025, 7, 1)), ACTOR)
    report = open_draft("half-year", other.pk, "2026-H1", ACTOR)
    client = signed_in(HEAD)
    for name in ("report", "report_issue", "report_cut_off"):
        assert client.get(reverse(name, args=[report.pk])).status_code == 404
    assert client.get(reverse("report_file", args=[report.pk, "pdf"])).status_code == 404
    assert client.post(reverse("report_words", args=[report.pk, "opening"]), {"text": "x"}).status_code == 404


def test_every_number_leads_to_its_figure_at_the_cut_off(signed_in, draft):
    page = words(signed_in(SECRETARY).get(reverse("report", args=[draft.pk])))
    assert (
        'href="/so-lieu/party.members/?don-vi=99901&amp;ngay=2026-06-15" data-figure="party.members">1.417</a>'
        in page
    )
    assert "/so-lieu/party.admitted/?don-vi=99901&amp;ky=2026-01-01..2026-06-16" in page
    assert "1.417</a> đảng viên" in page and UNASSESSED not in page
    assert "style=" not in page


def test_a_report_is_begun_from_the_list(signed_in):
    client = signed_in(CLERK)
    answer = client.post(reverse("reports"), {"kind": "half-year", "period": "2026-H1"})
    report = Report.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("report", args=[report.pk]))
    assert "Báo cáo sơ kết 6 tháng đầu năm 2026" in words(client.get(reverse("reports")))
    wrong = client.post(reverse("reports"), {"kind": "year", "period": "2026-H1"})
    assert "Báo cáo tổng kết năm cần kỳ là một năm" in words(wrong)
    assert Report.objects.count() == 1


def test_the_auditor_reads_and_does_not_write(signed_in, draft):
    client = signed_in("nhung.tran")
    assert "Viết báo cáo</button>" not in words(client.get(reverse("reports")))
    page = words(client.get(reverse("report", args=[draft.pk])))
    assert "1.417</a> đảng viên" in page and "Lưu phần này" not in page
    place = reverse("report_words", args=[draft.pk, "opening"])
    assert client.post(place, {"text": "Lời"}).status_code == 403
    assert client.get(reverse("report_issue", args=[draft.pk])).status_code == 403


def test_the_clerk_writes_without_a_script_and_may_not_issue(signed_in, draft):
    client = signed_in(CLERK)
    page = words(client.get(reverse("report", args=[draft.pk])))
    assert "1.417</a> đảng viên" in page and reverse("report_issue", args=[draft.pk]) not in page
    facts = {"number": "68", "signed_on": "2026-06-16", "leave_out": "on"}
    assert client.post(reverse("report_issue", args=[draft.pk]), facts).status_code == 403
    assert '<a class="gap" href="#viet-opening">' in page and 'id="viet-opening"' in page
    answer = client.post(
        reverse("report_words", args=[draft.pk, "opening"]), {"text": "Năm đầu <b>thuận lợi</b>."}
    )
    assert answer.url == reverse("report", args=[draft.pk]) + "#viet-opening"
    page = words(client.get(reverse("report", args=[draft.pk])))
    assert "<p>Năm đầu &lt;b&gt;thuận lợi&lt;/b&gt;.</p>" in page
    assert draft.texts.get().author == "Lê Hải Yến"
    assert client.post(reverse("report_words", args=[draft.pk, "strange"]), {"text": "x"}).status_code == 404


@pytest.mark.postgres
def test_two_who_write_one_place_do_not_overwrite_each_other(signed_in, bare):
    client = signed_in(CLERK)
    sheet = words(client.get(reverse("report", args=[bare.pk])))
    place = reverse("report_words", args=[bare.pk, "opening"])
    form = sheet[sheet.index(place) :]
    mark = re.search(r'name="as_shown" value="([^"]+)"', form).group(1)
    assert client.post(place, {"text": "Một.\r\nHai.", "as_shown": mark}).status_code == 302
    clash = client.post(place, {"text": "Ba.", "as_shown": mark})
    assert clash.status_code == 422
    shown = unescape(words(clash))
    assert "sổ đang ghi “Một." in shown
    assert ">Ba.</textarea>" in shown
    assert bare.texts.get(place="opening").text == "Một.\r\nHai."


def test_it_goes_out_with_number_day_and_signer(signed_in, draft):
    client = signed_in(HEAD)
    address = reverse("report_issue", args=[draft.pk])
    form = words(client.get(address))
    assert "Đặng Hữu Thuần – bí thư" in form
    facts = {"number": "68", "signed_on": "2026-06-16", "signer": "0"}
    refused = client.post(address, facts)
    assert "chỗ chưa viết. Viết nốt, hoặc đánh dấu ô này." in words(refused)
    early = client.post(address, {**facts, "signed_on": "2026-06-10", "leave_out": "on"})
    assert "chốt đến hết ngày 15/06/2026, sau ngày ban hành 10/06/2026" in words(early)
    answer = client.post(address, {**facts, "leave_out": "on"})
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.notation, draft.signer) == ("issued", "68-BC/ĐU", "Đặng Hữu Thuần")
    assert client.get(address).status_code == 409
    page = words(client.get(reverse("report", args=[draft.pk])))
    assert "Số 68-BC/ĐU" in page and "So với sổ hôm nay" in page


def test_the_cut_off_day_is_set_on_its_page(signed_in, draft):
    client = signed_in(HEAD)
    address = reverse("report_cut_off", args=[draft.pk])
    assert "Ngày chốt phải nằm trong kỳ" in words(client.post(address, {"day": "2026-07-01"}))
    assert client.post(address, {"day": ""}).status_code == 302
    assert "1.418</a> đảng viên" in words(client.get(reverse("report", args=[draft.pk])))


def questions(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_pages_ask_as_much_of_a_full_book_as_of_an_empty_one(signed_in, draft):
    client = signed_in(HEAD)
    sheet, listed = reverse("report", args=[draft.pk]), reverse("reports")
    client.get(listed)  # what is asked once a sign-in is asked now
    first = (questions(client, sheet), questions(client, listed))
    for place in places(draft):
        write_text(draft, place.key, "Một dòng.\nHai dòng.", ACTOR)
    for period in ("2026-H2", "2025-H1", "2025-H2"):
        open_draft("half-year", draft.unit_id, period, ACTOR)
    assert (questions(client, sheet), questions(client, listed)) == first
    # five of them tell of shortcomings: stated, put right, open, carried, and those left by name; one which cells tell
    # their villages' numbers; three what works were paid and how many products are new; one by which decision
    # a commune is of the new-rural standard
    assert first[0] <= 47 and first[1] <= 12
