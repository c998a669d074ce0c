"""A unit with very many targets: its pages read one leaf of them, and tell of all."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from soxa.desk.tests.signing_in import markup, queries, words
from soxa.kernel import journal
from soxa.kernel.access import machine
from soxa.kernel.models import Unit
from soxa.kernel.units.tree import forget_tree
from soxa.party import listed
from soxa.samples.demo_fixture import DEMO_DAY, settle, standing
from soxa.steering.targets.lists import board
from soxa.steering.targets.models import Assessment, Standing, Target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

GREEN, YELLOW, RED = Standing.GREEN, Standing.YELLOW, Standing.RED
MANY = 600
# of each six more targets: three were red in the first quarter, and stand so at the half-year
LEVELS = (GREEN, YELLOW, RED, GREEN, GREEN, YELLOW)
EARLIER = (GREEN, RED, RED, RED, GREEN, YELLOW)


def commune() -> int:
    return Unit.objects.get(code="99901").pk


def fill() -> None:
    """600 more targets: 300 green, 200 yellow, 100 red; two of each six turned: red → yellow, red → green."""
    unit, entry = commune(), journal.write(machine("test"), "samples", "targets", subject=("unit", "99901"), on=DEMO_DAY)  # fmt: skip
    first, half = Assessment.objects.filter(unit_id=unit).order_by("counted_on")
    text = Target.objects.filter(span=Target.YEAR, resolution__isnull=False)[0].resolution_id
    year = {"since": date(2026, 1, 1), "until": date(2027, 1, 1), "resolution_id": text}
    made = Target.objects.loaded(
        [
            Target(unit_id=unit, code=f"many.{n}", title=f"Chỉ tiêu thứ {n}", position=100 + n, **year)
            for n in range(MANY)
        ],
        entry,
    )

    def stood(case, levels, until):
        spell = {"assessment": case, "unit_id": unit, "since": case.counted_on, "until": until}
        return [
            Standing(target=one, level=levels[n % 6], proposed=levels[n % 6], **spell)
            for n, one in enumerate(made)
        ]

    rows = [*stood(first, EARLIER, half.counted_on), *stood(half, LEVELS, date(9999, 12, 31))]
    Standing.objects.loaded(rows, entry)


@pytest.fixture(scope="class")
def standing_many(demo_book, django_db_blocker):
    """The book with 600 targets more."""
    with standing(django_db_blocker):
        fill()
        settle()
        yield


@pytest.fixture
def many(standing_many, db) -> None:
    """What stands is the book with 600 targets more."""
    forget_tree()


# as many questions as each page asks, of a few targets as of many
ASKED = {"/chi-tieu/": 9, "/chi-tieu/?muc=vang": 9, "/chi-tieu/?phu-trach=khong": 8, "/tong-quan/": 30}


def test_so_many_questions_for_a_few(at):
    reader = at("tuyet.ngo")
    assert {address: queries(reader, address) for address in ASKED} == ASKED


@pytest.mark.usefixtures("many")
class TestMany:
    """Pages of the book with 600 targets more."""

    def test_no_page_reads_every_target_or_asks_more(self, at):
        reader = at("tuyet.ngo")
        assert reader.get("/chi-tieu/?trang=6").status_code == 200
        for address in (*ASKED, "/chi-tieu/?trang=6", "/chi-tieu/?muc=do"):
            with CaptureQueriesContext(connection) as asked:
                assert reader.get(address).status_code == 200
            assert len(asked) == ASKED.get(address, len(asked)), address
            read = [one["sql"] for one in asked.captured_queries if '"steering_target"."title"' in one["sql"]]
            of_boards = [sql for sql in read if '"steering_target"."code" IN' not in sql]
            assert len(of_boards) == (1 if "khong" in address else 2), address
            assert all(" LIMIT " in sql.rpartition("ORDER BY")[2] for sql in of_boards), address

    def test_all_are_counted_and_a_leaf_is_shown(self, at):
        office = at("tuyet.ngo")
        assert markup(office.get("/chi-tieu/")).count('<td class="r order">') == 100
        last = markup(office.get("/chi-tieu/?trang=7"))
        assert last.count('<td class="r order">') == 24
        assert "Thay đổi so với kỳ trước" in last
        page = words(office.get("/chi-tieu/?trang=2"))
        assert "624 chỉ tiêu: 314 xanh · 205 vàng · 103 đỏ · 2 chưa đến kỳ" in page
        # 24 of the demo and 76 more stand on the first leaf
        assert "Chỉ tiêu thứ 76 " in page
        assert "Chỉ tiêu thứ 175 " in page
        assert "Chỉ tiêu thứ 176 " not in page

    def test_a_level_is_paged_by_itself(self, at):
        page = markup(at("tuyet.ngo").get("/chi-tieu/?muc=do&trang=2"))
        # three of the demo and 97 more stand on the first leaf; numbers 2, 8, 14 … are red
        assert page.count('<td class="r order">') == 3
        for number in (97, 98, 99):
            assert f"Chỉ tiêu thứ {number * 6 + 2}<" in page

    def test_who_turned_is_found_among_all_and_told_as_far_as_it_helps(self, at):
        found = board(commune(), DEMO_DAY)
        turned, many = found.turned(100)
        assert (len(turned), many) == (100, 3 + 2 * 100)
        told = {(row.before, row.standing.level) for row in turned[3:]}
        assert told == {(RED, YELLOW), (RED, GREEN)}
        assert [row.target.position for row in found.pressing[:5]] == [9, 13, 23, 102, 108]
        page = words(at("tuyet.ngo").get("/chi-tieu/"))
        assert "50 dòng đầu trong 203." in page

    def test_the_glance_shows_some_and_counts_the_others(self, at):
        page = words(at("tuyet.ngo").get("/tong-quan/"))
        assert "24 dòng đầu trong 308." in page
        assert "12 dòng đầu trong 203." in page
        wall = markup(at("tuyet.ngo").get("/tong-quan/chieu/"))
        assert wall.count("<section") < 20

    def test_a_text_shows_a_leaf_of_its_targets(self, at):
        text = Target.objects.get(code="many.0").resolution_id
        page = markup(at("tuyet.ngo").get(f"/nghi-quyet/{text}/?trang=2"))
        assert page.count(">Chỉ tiêu thứ ") == 100

    def test_a_list_longer_than_anybody_prints_is_handed_out_as_a_workbook_only(self, at, monkeypatch):
        monkeypatch.setattr(listed, "MOST_PRINTED", 623)
        refused = at("tuyet.ngo").get("/chi-tieu/tep/pdf/")
        assert refused.status_code == 409
        assert "Danh sách có 624 dòng, mỗi lần in nhiều nhất 623 dòng" in words(refused)
        assert at("tuyet.ngo").get("/chi-tieu/tep/xlsx/").status_code == 200
        assert at("tuyet.ngo").get("/chi-tieu/tep/pdf/?muc=do").status_code == 200
