"""The glance: who is late, units side by side, lines along time, a province over its communes; what it costs."""

from datetime import date

import pytest

from soxa.desk.glance.beside import beside
from soxa.desk.glance.late import late
from soxa.desk.glance.trends import MONTH, QUARTER, SUMMED, YEAR, paces, reported
from soxa.desk.tests.signing_in import signed_in, words
from soxa.kernel.figures import FIGURES, Moment
from soxa.kernel.units.tree import tree
from soxa.values.hints import hints
from soxa.values.told import measures, tally, told

pytestmark = pytest.mark.django_db
DAY = Moment.at(date(2026, 11, 20))
PAGES = (
    "/tong-quan/",
    "/tong-quan/chieu/",
    "/tong-quan/so-sanh/",
    "/tong-quan/theo-thoi-gian/",
    "/tong-quan/kho-a3/",
)


# --- the demo commune ---


@pytest.mark.usefixtures("demo_book")
class TestTheDemo:
    def test_late_tasks_by_unit_add_up_to_the_four_of_the_book(self, office):
        found = late(DAY, tree().codes["99901"])
        assert (found.overdue.part, found.standing, found.units) == (4, 14, 3)
        assert sum(bar.count for bar in found.bars) == 4
        page = words(office.get("/tong-quan/"))
        assert "4 trong 14 nhiệm vụ chưa xong · 3 đơn vị" in page

    def test_cells_side_by_side_least_attendance_first(self, office):
        found = beside(FIGURES["meetings.attendance"], DAY, tree().codes["99901"], kind="cell")
        first = found.sorted(found.first)[0]
        assert (first.name, first.reading.text) == ("Chi bộ thôn Hồng Lạc", "89,16%")
        assert found.missing
        assert "Chi bộ thôn Hồng Lạc 74/83 89,16%" in words(office.get("/tong-quan/so-sanh/"))

    @pytest.mark.parametrize(
        ("order", "first"), [("ten", "Chi bộ Khu 1"), ("-so", "Chi bộ HTX Thủy sản Đầm Sen")]
    )
    def test_sorted_as_the_address_asks(self, office, order, first):
        page = words(office.get(f"/tong-quan/so-sanh/?so=meetings.attendance&loai=cell&xep={order}"))
        rows = page[page.index("Đạt/tổng") :]
        assert rows.index(first) < rows.index("Chi bộ thôn Bến Đá")

    def test_a_strange_figure_is_not_there(self, office):
        assert office.get("/tong-quan/so-sanh/?so=party.nobody").status_code == 404
        assert office.get("/tong-quan/so-sanh/?so=party.moved_within").status_code == 404

    def test_who_reads_no_party_work_compares_no_party_figure(self):
        government = signed_in("tham.mong")
        assert government.get("/tong-quan/so-sanh/?so=party.members").status_code == 404
        assert government.get("/tong-quan/theo-thoi-gian/").status_code == 200

    @pytest.mark.parametrize("address", PAGES)
    @pytest.mark.parametrize("who", ["buong.luc", "tham.mong", "nhung.tran", "thuan.dang"])
    def test_every_reader_of_figures_opens_it(self, who, address):
        assert signed_in(who).get(address).status_code == 200

    @pytest.mark.parametrize("address", PAGES)
    def test_before_the_commune_stood_it_says_so(self, office, address):
        assert "chưa thành lập" in words(office.get(f"{address}?ngay=2025-06-30"))

    def test_on_the_wall_the_same_numbers_step_by_step(self, office):
        wall = office.get("/tong-quan/chieu/")
        assert wall.content.decode().count("<section") == 10
        for said in (
            "14 xanh",
            "4 trong 14 nhiệm vụ chưa xong",
            "Thêm tuyến xe Mai Trạch từ tháng 5",
            "10/10",
        ):
            assert said in words(wall)

    def test_lights_read_at_once_are_those_told_one_by_one(self):
        unit = tree().codes["99901"]
        for day in (date(2026, 3, 31), date(2026, 6, 14), date(2026, 6, 30), date(2026, 11, 20)):
            at = Moment.at(day)
            assert hints([unit], at).get(unit, {}) == dict(tally(told(measures(), at, unit)))

    def test_the_poor_are_told_along_the_year(self):
        lines = reported(DAY, tree().codes["99901"], ["poverty.rate", "budget.revenue"])
        (line,) = lines
        assert line.figure.code == "poverty.rate"
        assert [(one.label, one.text) for one in line.points] == [
            ("2025", "2,64%"), ("3T/26", "2,58%"), ("6T/26", "2,41%"),
        ]  # fmt: skip


# --- periods that follow one another ---


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date(2026, 1, 1), date(2026, 2, 1), [MONTH]),
        (date(2026, 1, 1), date(2026, 4, 1), [QUARTER, SUMMED]),
        (date(2026, 4, 1), date(2026, 7, 1), [QUARTER]),
        (date(2026, 2, 1), date(2026, 5, 1), []),
        (date(2026, 1, 1), date(2026, 10, 1), [SUMMED]),
        (date(2026, 1, 1), date(2027, 1, 1), [YEAR, SUMMED]),
        (date(2025, 12, 15), date(2026, 6, 15), []),
    ],
)
def test_how_a_period_follows_others(since, until, expected):
    assert paces(since, until) == expected
