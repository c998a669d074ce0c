"""Who sees which inspection: the closed kinds, a conclusion about a member, true numbers, and who writes."""

import html
from datetime import date

import pytest

from soxa.kernel.figures import FIGURES, Moment, row_filter
from soxa.kernel.models import Entry
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_inspection import asked, drafted, inspector_of, issued_with_one, planned, walk
from soxa.samples.demo_fixture import as_made, kept, settle, standing

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def standing_hidden(standing_cast, django_db_blocker):
    with standing(django_db_blocker):
        made = _hidden(standing_cast)
        settle()
        yield kept((standing_cast, made))


@pytest.fixture
def cast(standing_hidden, db):
    """The cast with those who inspect, in a copy of the test's own."""
    return as_made(standing_hidden)[0]


@pytest.fixture
def hidden(standing_hidden, cast):
    return standing_hidden[1]


def _hidden(cast):
    """A check on signs of violation in Bến Đá, and an ordinary check of a member of it, concluded."""
    inspector = inspector_of(cast)
    year = drafted(cast, inspector)
    approved = issued_with_one(cast, year, inspector)
    closed = planned(cast, year, inspector, kind="check_signs", on=date(2026, 2, 2), paper="QĐ 2", beside=True)  # fmt: skip
    of_member = planned(
        cast,
        year,
        inspector,
        member=cast.members["an"],
        on=date(2026, 2, 2),
        paper="QĐ 2",
        content="Nêu gương",
    )
    walk(of_member, inspector, last="conclude")
    asked(of_member, inspector)
    cast.office("bithu", "secretary", "upper", "Bí thư Đảng ủy")
    return {"open": approved, "closed": closed, "of_member": of_member}


SEEN = {
    "ubkt": {"open", "closed", "of_member"},
    "bithu": {"open", "closed", "of_member"},
    "chanh": {"open", "of_member"},
    "nhung": {"open", "of_member"},
    "buong": {"open"},
    "khac": set(),
}


@pytest.mark.parametrize("login", SEEN)
def test_who_sees_which(at, hidden, login):
    browser = at(login)
    answers = {key: browser.get(f"/kiem-tra/{one.pk}/").status_code for key, one in hidden.items()}
    assert answers == {key: 200 if key in SEEN[login] else 404 for key in hidden}


@pytest.mark.parametrize("login", ["ubnd", "la"])
def test_others_are_refused(at, hidden, login):
    for address in ("/kiem-tra/", f"/kiem-tra/{hidden['open'].pk}/", "/kiem-tra/in.xlsx"):
        assert at(login).get(address).status_code == 403


@pytest.mark.parametrize(("login", "reads"), [("ubkt", True), ("bithu", True), ("chanh", False), ("nhung", False)])  # fmt: skip
def test_a_conclusion_about_a_member_is_for_few(at, hidden, cast, login, reads):
    text = at(login).get(f"/kiem-tra/{hidden['of_member'].pk}/").content.decode()
    assert ("Đúng quy định" in text) is reads
    assert ("Bổ sung sổ theo dõi" in text) is reads
    figure = FIGURES["party.recommendations_late"]
    rows = row_filter(figure, Moment.at(TODAY), cast.units["upper"].pk).seen_by(cast.accounts[login])
    assert rows.count() == (1 if reads else 0)


def test_the_number_is_true_and_the_rows_are_those_in_sight(at, hidden):
    text = html.unescape(at("chanh").get("/so-lieu/party.recommendations_late/dong/").content.decode())
    assert "0 hiển thị, 1 ngoài phạm vi" in text
    assert "Bổ sung sổ theo dõi" not in text


@pytest.mark.parametrize("login", ["buong", "nhung", "bithu", "khac"])
def test_who_does_not_write_is_refused(at, hidden, login):
    pk, before = hidden["open"].pk, Entry.objects.count()
    browser = at(login)
    answers = [
        browser.post(f"/kiem-tra/{pk}/chuan-bi/", {"on": "09/02/2026", "paper": "x", "team": "x"}),
        browser.post(f"/kiem-tra/{pk}/dinh-chinh/", {}),
        browser.post("/kiem-tra/them/?nam=2026&don-vi=99801", {}),
        browser.post("/kiem-tra/lap/?nam=2027&don-vi=99801", {}),
    ]
    assert {one.status_code for one in answers} <= {403, 404}
    assert Entry.objects.count() == before


def test_the_office_writes_what_is_open_and_not_what_concerns_a_member(at, hidden):
    browser = at("chanh")
    given = {"on": "09/02/2026", "paper": "QĐ 5", "team": "02 đồng chí"}
    assert browser.post(f"/kiem-tra/{hidden['open'].pk}/chuan-bi/", given).status_code == 302
    assert browser.get(f"/kiem-tra/{hidden['of_member'].pk}/kien-nghi/").status_code == 403
    assert browser.get(f"/kiem-tra/{hidden['closed'].pk}/ket-luan/").status_code == 404
