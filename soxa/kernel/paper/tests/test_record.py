"""A frozen paper reads back as itself, and what cannot be a paper is refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest
from markupsafe import Markup

from soxa.kernel.paper.model import (
    Framed,
    Gap,
    Head,
    Heading,
    Number,
    Paper,
    Paragraph,
    Signature,
    Table,
    Text,
)
from soxa.kernel.paper.record import digest, figures_json, from_json, settled, to_json
from soxa.kernel.paper.tests.sample import DRAFT, ISSUED

SMALL = Paper(
    head=Head("", "ĐẢNG ỦY XÃ ĐỒNG VẢI", "Số 68-BC/ĐU", "Đồng Vải", date(2026, 6, 16)),
    title_lines=("BÁO CÁO",),
    made_on=date(2026, 6, 15),
    blocks=(Paragraph((Text("Có "), Number("party.members", "1.417", "/a", "d1"))),),
    signature=Signature("T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Đặng Hữu Thuần"),
)

# Written by hand: papers issued under version 1 are kept in this form.
SMALL_JSON = (
    '{"kind":"soxa.paper","paper":{"appendices":[],"blocks":[{"is":"Paragraph","runs":[{"bold":false,"is":"Text",'
    '"italic":false,"text":"Có "},{"bold":false,"code":"party.members","fingerprint":"d1","href":"/a","is":"Number",'
    '"italic":false,"text":"1.417"}]}],"draft":null,"head":{"day":{"is":"date","on":"2026-06-16"},"is":"Head",'
    '"issuer":"ĐẢNG ỦY XÃ ĐỒNG VẢI","number":"Số 68-BC/ĐU","place":"Đồng Vải","superior":""},"is":"Paper",'
    '"made_on":{"is":"date","on":"2026-06-15"},"notes":"","recipients":[],"seal_note":"","signature":{"authority":'
    '"T/M BAN THƯỜNG VỤ","is":"Signature","name":"Đặng Hữu Thuần","note":"","post":"BÍ THƯ"},"title_lines":'
    '["BÁO CÁO"]},"version":1}'
)


def test_frozen_form_is_the_one_kept_since_version_1():
    assert to_json(SMALL).decode() == SMALL_JSON
    assert from_json(SMALL_JSON) == SMALL
    assert digest(SMALL) == sha256(SMALL_JSON.encode()).hexdigest()


@pytest.mark.parametrize("paper", [DRAFT, ISSUED, SMALL])
def test_a_paper_reads_back_as_itself(paper):
    assert from_json(to_json(paper)) == paper
    assert to_json(from_json(to_json(paper))) == to_json(paper)


def test_every_change_changes_the_digest():
    assert digest(replace(SMALL, draft=1)) != digest(SMALL)
    assert digest(replace(SMALL, notes="x")) != digest(SMALL)


def test_what_cannot_be_printed_is_dropped_before_freezing():
    paper = settled(replace(SMALL, notes="Đa\u0309ng\tvie\u0302\u0323n\x00\x0b\u202e\ud800\uffff\r\nhai"))
    assert paper.notes == "Đảng viện\nhai"
    assert settled(replace(SMALL, notes="vie\u0302\u0323n")).notes == "viện"


def test_what_outputs_print_is_what_would_be_read_back():
    for paper in (DRAFT, ISSUED, SMALL):
        assert settled(paper) is paper
    spoilt = "Đa\u0309ng\x00"
    table = Table([spoilt], (((Text(Markup("<b>")),),),), widths=(2,))
    framed = Framed(spoilt, date(2026, 6, 1), (table,))
    paper = replace(DRAFT, blocks=(*DRAFT.blocks, framed), recipients=(spoilt,))
    assert settled(paper) == from_json(to_json(paper)) != paper
    assert settled(paper).blocks[0] is paper.blocks[0]
    with pytest.raises(TypeError):
        settled(replace(SMALL, notes=Decimal(1)))


def test_figures_are_listed_once_in_the_order_of_reading():
    twice = replace(SMALL, blocks=SMALL.blocks * 2)
    assert figures_json(twice).decode() == (
        '{"digest":"' + digest(twice) + '","figures":[{"code":"party.members","fingerprint":"d1","href":"/a",'
        '"text":"1.417"}],"kind":"soxa.figures","number":"Số 68-BC/ĐU","title":"Báo cáo","version":1}'
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff",
        "[" * 100_000,
        '{"kind":"soxa.paper","version":1}',
        '{"kind":"soxa.paper","version":1,"paper":{"is":"Text","text":"a"}}',
        SMALL_JSON.replace('"version":1', '"version":2'),
        SMALL_JSON.replace('"kind":"soxa.paper"', '"kind":"khác"'),
        SMALL_JSON.replace('"is":"Signature"', '"is":"Popen"'),
        SMALL_JSON.replace('"place":', '"nơi":'),
        SMALL_JSON.replace("2026-06-16", "2026-13-16"),
        SMALL_JSON.replace('"href":"/a"', '"href":"//a"'),
    ],
)
def test_what_is_no_paper_is_refused(data):
    with pytest.raises(ValueError):
        from_json(data)


@pytest.mark.parametrize("href", ["", "/so-lieu/a?ky=2026", "#a", "/"])
def test_a_number_may_link_inside_the_book(href):
    assert Number("a", "1", href).href == href


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "https://vi.du/", "//vi.du", "/\\vi.du", "/\t/vi.du", "a", " /a"]
)
def test_a_number_may_not_link_elsewhere(href):
    with pytest.raises(ValueError):
        Number("a", "1", href)


def test_parts_that_do_not_fit_are_refused():
    for make in (
        lambda: Number("", "1"),
        lambda: Heading(0, "a"),
        lambda: Heading(5, "a"),
        lambda: Table((), ()),
        lambda: Table(("a", "b"), (((Text("1"),),),)),
        lambda: Table(("a", "b"), (), widths=(1,)),
        lambda: Table(("a", "b"), (), widths=(1, 0)),
        lambda: replace(SMALL, title_lines=()),
        lambda: replace(SMALL, draft=0),
    ):
        with pytest.raises(ValueError):
            make()


def test_gaps_are_found_in_every_corner():
    gap = (Gap("k", "viết"),)
    paper = replace(SMALL, blocks=(Table(("a",), ((gap,),)), *DRAFT.blocks))
    assert [g.key for g in paper.gaps()] == ["k", "opening", "petitions.why"]
