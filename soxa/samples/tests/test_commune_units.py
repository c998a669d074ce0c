"""The tree of the demo commune: four old communes, sixty-five cells, one merger, names that nobody bears."""

from collections import Counter
from datetime import date

import pytest
from vietnam_provinces import Province, Ward

from soxa.kernel.journal import broken_seals, seal
from soxa.kernel.models import UnitAct, UnitName, Within
from soxa.kernel.units.tree import tree
from soxa.law.words import fold
from soxa.samples.commune import plan
from soxa.samples.names import COMMUNES, PROVINCES, Namer, rolls

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def bare(name):
    kinds = ("xã", "phường", "thị trấn", "đặc khu", "tỉnh", "thành phố")
    return fold(
        next((name[len(kind) :] for kind in kinds if name.lower().startswith(kind + " ")), name)
    ).strip()


def test_the_communes_before_and_after():
    standing = tree()
    assert [node.code for node in standing.of_kind("commune", BEFORE)] == ["99911", "99912", "99913", "99914"]
    assert [node.code for node in standing.of_kind("commune", AFTER)] == ["99901"]
    assert standing.name(standing.codes["99901"]) == "xã Đồng Vải"
    assert standing.name(standing.codes["99911"]) == "thị trấn Đồng Vải"
    assert len(standing.of_kind("cell", BEFORE)) == 65
    assert [node.code for node in standing.of_kind("cell", AFTER)] == [f"99901.{n:02d}" for n in range(1, 57)]


def test_cells_lay_in_their_old_commune_and_lie_in_the_new_one():
    standing = tree()
    counts = {code: len(standing.children(standing.codes[code], BEFORE)) for code in plan.OLD_COMMUNES}
    # villages, schools, firms and co-operatives, and four cells of the commune's own
    assert counts == {
        "99911": 8 + 3 + 1 + 4,
        "99912": 10 + 3 + 2 + 4,
        "99913": 9 + 2 + 1 + 4,
        "99914": 9 + 1 + 4,
    }
    cells = {node.id for node in standing.of_kind("cell", AFTER)}
    assert len(cells & standing.within(standing.codes["99901"], AFTER)) == 56
    assert [node.code for node in standing.children(standing.codes["99901.CQ"], AFTER)] == [
        "99901.38",
        "99901.39",
        "99901.40",
    ]


def test_books_of_what_ended_are_kept_by_the_successor():
    standing = tree()
    seen = standing.seen_from(standing.codes["99901"])
    assert {standing.codes[code] for code in plan.OLD_COMMUNES} <= seen
    assert standing.codes["99911.c1"] in standing.seen_from(standing.codes["99901.37"])
    assert Within.objects.filter(custody=True).exists()


def test_two_pairs_of_villages_share_a_name():
    names = UnitName.objects.filter(unit__kind="cell", name__contains="(").values_list("name", flat=True)
    pairs = Counter(name.split(" (")[0] for name in names)
    assert pairs == {"Chi bộ thôn Trung": 2, "Chi bộ thôn Tân Tiến": 2}


def test_acts_have_their_decision_and_entry():
    acts = Counter(UnitAct.objects.values_list("kind", flat=True))
    assert acts == {"found": 4 + 65 + 1 + 1 + 7 + 11, "merge": 16 + 4}
    assert not UnitAct.objects.filter(kind="merge", decision="").exists()


def test_the_journal_can_be_sealed():
    assert seal() is not None
    assert broken_seals() == []


@pytest.mark.parametrize("name", [*COMMUNES, *plan.OLD_COMMUNES.values(), "xã Đồng Vải", "xã Vân Khoái"])
def test_no_commune_of_the_official_list_bears_the_name(name):
    assert bare(name) not in {bare(ward.name) for ward in Ward.iter_all()}


@pytest.mark.parametrize("name", PROVINCES)
def test_no_province_of_the_official_list_bears_the_name(name):
    assert bare(name) not in {bare(province.name) for province in Province.iter_all()}


def test_names_fit_sex_and_are_never_given_twice():
    namer = Namer(rolls("a test"))
    women = [namer.name(woman=True, born=1950).full_name for _ in range(200)]
    men = [namer.name(woman=False, born=1950).full_name for _ in range(200)]
    assert all(name.split()[1] == "Thị" for name in women)
    assert not any("Thị" in name.split() for name in men)
    assert len({*women, *men}) == 400
