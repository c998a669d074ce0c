"""The map: a file of boundaries read or refused in words, matched with units, drawn as it is on the ground."""

import json
from datetime import date
from decimal import Decimal
from re import findall

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from soxa.desk.glance.beside import Line
from soxa.desk.glance.drawing import drawn
from soxa.desk.glance.geojson import MOST_BYTES, bare, matched, shapes
from soxa.desk.tests.signing_in import queries, signed_in, words
from soxa.kernel.access import machine
from soxa.kernel.figures import Moment, Reading
from soxa.kernel.models import Entry, Outline
from soxa.kernel.units.outlines import outlines, supply
from soxa.kernel.units.tree import Node, tree
from soxa.law.periods import FOREVER

DAY = Moment.at(date(2026, 11, 20))
PAGE, BESIDE = "/cai-dat/ban-do/", "/tong-quan/so-sanh/?so=meetings.attendance&loai=cell"


def square(west, south, size=0.01):
    east, north = west + size, south + size
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def feature(geometry="Polygon", coordinates=None, **properties):
    drawn = square(105.0, 21.0) if coordinates is None else coordinates
    return {"type": "Feature", "properties": properties, "geometry": {"type": geometry, "coordinates": drawn}}


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


# --- what is no file of boundaries ---


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x50\x4b\x03\x04", "không phải GeoJSON"),
        (b"{", "không phải GeoJSON"),
        (b"[" * 100_000, "không phải GeoJSON"),
        (b"[]", "FeatureCollection"),
        (b'{"type": "Topology"}', "FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": []}', "không có đơn vị nào"),
        (collection(feature("Point", [105, 21])), "Mục thứ 1 của tệp không phải một vùng"),
        (collection(feature(), {"type": "Feature", "geometry": None}), "Mục thứ 2"),
        (collection(feature(coordinates=[[[552_000, 2_340_000]] * 4])), "VN-2000"),
        (collection(feature(coordinates=[[["a", "b"]] * 4])), "không đọc được"),
        (collection(feature(coordinates=[[[105, 21], [106, 22], [105, 21]]])), "ít nhất bốn điểm"),
        (collection(feature(coordinates=[])), "không có điểm nào"),
        (collection(feature(coordinates=7)), "không đọc được"),
        (b'{"type":"FeatureCollection","features":[{"geometry":{"type":"Polygon","coordinates":[[[NaN,1],[1,1],[1,2],[NaN,1]]]}}]}', "không phải kinh độ"),
        (b" " * (MOST_BYTES + 1), "lớn quá 20 MB"),
    ],
)  # fmt: skip
def test_what_is_no_file_of_boundaries_is_refused_in_words(content, said):
    with pytest.raises(ValueError, match=said):
        shapes(content)


def test_names_are_matched_by_code_then_by_name_without_its_kind():
    found = shapes(
        collection(
            feature(ma="98001", ten="tên khác"), feature(TEN_XA="Bến Đá"), feature(name="THÔN NGOẠI"),
            feature(ten="Trung"), feature(ten="Ở nơi khác"), feature(ma="98001"),
        )
    )  # fmt: skip
    names = {1: "xã Đồng Vải", 2: "Chi bộ thôn Bến Đá", 3: "Chi bộ thôn Ngoại", 4: "thôn Trung", 5: "Trung"}
    one = matched(found, {"98001": 1}, names)
    assert sorted(one.units) == [1, 2, 3]
    # two units are called Trung: the file does not say which
    assert one.strange == ("Trung", "Ở nơi khác")
    assert one.twice == ("xã Đồng Vải",)


@pytest.mark.parametrize(
    ("name", "said"), [("Chi bộ thôn Bến Đá", "ben da"), ("Xã Xa Lộ", "lo"), ("Khu 1", "1")]
)
def test_a_name_without_its_kind(name, said):
    assert bare(name) == said


# --- on the plane ---


def test_the_map_is_drawn_to_scale():
    nodes = [Node(key, str(key), "cell", date.min, FOREVER) for key in (1, 2, 3)]
    lines = [
        Line(node, node.code, Reading(None, node.id, DAY, 1, text="1"), Decimal(node.id)) for node in nodes
    ]
    found = drawn(lines, {key: [square(105.0 + key * 0.01, 21.0)] for key in (1, 2, 3)})
    # a degree of longitude at 21° north is 0.9335 of one of latitude: 0.03 across take 984, 0.01 down 351.4
    assert (found.width, found.height) == (1000, 367)
    assert [area.path for area in found.areas] == [
        "M8 359l328 0 0 -351 -328 0z", "M336 359l328 0 0 -351 -328 0z", "M664 359l328 0 0 -351 -328 0z"
    ]  # fmt: skip
    assert [area.way for area in found.areas] == ["step-1", "step-2", "step-3"]


def test_one_area_alone_is_no_map():
    line = Line(Node(1, "1", "cell", date.min, FOREVER), "1", Reading(None, 1, DAY, 1), Decimal(1))
    assert drawn([line], {1: [square(105.0, 21.0)]}) is None


# --- in the book ---


@pytest.mark.usefixtures("demo_book")
@pytest.mark.django_db
def test_each_area_of_the_demo_is_a_door(office):
    answer = office.get(BESIDE)
    page = answer.content.decode()
    assert len(findall(r'<path class="area step-[0-3]" d="M', page)) == 36
    assert 'aria-label="Chi bộ thôn Bến Đá: 90,66%"' in page
    assert "17 đơn vị chưa có ranh giới" in words(answer)


@pytest.mark.usefixtures("demo_book")
@pytest.mark.django_db
def test_the_map_costs_as_many_questions_without_boundaries():
    with_map = queries(signed_in("tuyet.ngo"), BESIDE)
    Outline.objects.all()._raw_delete("default")
    assert queries(signed_in("tuyet.ngo"), BESIDE) == with_map


@pytest.mark.usefixtures("demo_book")
@pytest.mark.django_db
def test_a_boundary_supplied_again_takes_the_place_of_the_old_from_that_day():
    unit = tree().codes["99901.14"]
    before = outlines([unit], date(2026, 11, 24))
    supply({unit: [square(106.0, 21.0)]}, machine("test"), on=date(2026, 11, 25), digest="1" * 64)
    assert outlines([unit], date(2026, 11, 24)) == before
    assert outlines([unit], date(2026, 11, 25)) == {unit: [square(106.0, 21.0)]}
    assert Outline.objects.filter(unit_id=unit, until=FOREVER).count() == 1


def send(client, content, name="ranh-gioi.geojson"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)}, follow=True)


@pytest.mark.usefixtures("demo_book")
@pytest.mark.django_db
class TestTheSettingsPage:
    def test_what_was_matched_and_what_was_not_is_told(self):
        answer = send(signed_in("tuyet.ngo"), collection(feature(ten="Bến Đá"), feature(ten="Nơi nào đó")))
        said = words(answer)
        assert "Đã nạp ranh giới của 1 đơn vị." in said
        assert "1 vùng trong tệp không có mã hay tên của đơn vị nào, nên để ra ngoài: Nơi nào đó." in said
        entry = Entry.objects.filter(flow="outlines").latest("pk")
        assert entry.facts["count"] == 1
        assert "Nạp ranh giới đơn vị trên bản đồ" in words(signed_in("tuyet.ngo").get("/nhat-ky/"))

    @pytest.mark.parametrize("content", [b"{", collection(feature(ten="Nơi nào đó"))])
    def test_a_bad_file_writes_nothing(self, content):
        answer = send(signed_in("tuyet.ngo"), content)
        assert answer.status_code == 422
        assert Entry.objects.filter(flow="outlines").count() == 1

    @pytest.mark.parametrize(("who", "status"), [("tri.doan", 200), ("nhung.tran", 200), ("buong.luc", 403)])
    def test_who_opens_it(self, who, status):
        assert signed_in(who).get(PAGE).status_code == status

    def test_who_only_reads_writes_nothing(self):
        assert send(signed_in("nhung.tran"), collection(feature(ten="Bến Đá"))).status_code == 403
        assert Entry.objects.filter(flow="outlines").count() == 1
