"""Published figures, replayed: the oracle is what the communes printed, and each file says so itself."""

import json
import os
from pathlib import Path

import pytest

from soxa.commands.tests.warm import soxa
from soxa.samples.replay import UnknownKey, check_keys

pytestmark = pytest.mark.apart

SCENARIOS = Path(__file__).parents[1] / "scenarios"


def replay(path: Path) -> tuple[int, list[dict]]:
    done = soxa(["replay", path, "--json"], os.environ)
    return done.returncode, json.loads(done.stdout) if done.stdout else [{"stderr": done.stderr}]


def test_lien_minh_after_its_merger():
    code, rows = replay(SCENARIOS / "lien_minh_2025.toml")
    computed = {row["code"]: row["computed"] for row in rows}
    assert code == 1, "domains that are not built yet count as not the same"
    assert computed["party.members"] == "912"
    assert computed["party.members_official"] == "895"
    assert computed["party.members_probationary"] == "17"
    assert computed["party.files_complete"] == "100%"
    assert computed["party.card_exchange"] == "99,44%"
    assert computed["budget.revenue"] == "12,675 tỷ đồng"
    assert computed["budget.revenue_over_estimate"] == "136,12%"
    assert computed["rural.advanced_criteria"] == "14/19"
    assert computed["poverty.rate"] == "2,19%"
    assert computed["documents.digitally_signed"] == "100%"
    assert computed["meetings.paperless"] == "100%"
    assert {row["code"] for row in rows if row["computed"] is None} == {
        "petitions.received",
        "petitions.settled",
        "petitions.open_within_limit",
        "services.online",
    }


def test_tu_son_over_ten_years():
    _code, rows = replay(SCENARIOS / "tu_son_2023.toml")
    computed = {row["code"]: row["computed"] for row in rows}
    assert computed["party.members"] == "356"
    assert computed["party.cells"] == "14"
    assert computed["party.cells_village"] == "9"
    assert computed["party.cells_school"] == "4"
    assert computed["party.cells_police"] == "1"
    assert computed["rural.criteria"] == "19/19"
    assert computed["poverty.rate"] == "1,9%"


def test_hai_luu_at_the_end_of_its_term():
    code, rows = replay(SCENARIOS / "hai_luu_2020.toml")
    assert {row["code"]: row["computed"] for row in rows} == {
        "appraisal.members_good_or_better": "92,65%",
        "appraisal.members_good_or_better:over_target": "+2,65 điểm %",
        "appraisal.members_excellent": "14,6%",
        "appraisal.members_completed": "6,06%",
        "appraisal.members_not_completed": "1,3%",
        "appraisal.cells_clean_and_strong": "88,18%",
        "appraisal.cells_completed_well": "11,82%",
    }
    assert code == 0


WHOLE = """
[commune]
name = "xã Mẫu"
as_of = 2026-01-31
[facts.members]
total = 3
official = 2
women = 1
cards_exchanged = 1
[facts.units]
merged_from = ["xã A", "xã B"]
merged_on = 2025-07-01
[facts.cells]
village = 2
[figures]
"party.members" = "3"
"party.women" = "1"
"party.card_exchange" = "50%"
"party.cells" = "2"
"""


def test_everything_the_same_ends_well(tmp_path):
    file = tmp_path / "whole.toml"
    file.write_text(WHOLE)
    code, rows = replay(file)
    assert code == 0
    assert [row["same"] for row in rows] == [True] * 4


def test_a_wrong_figure_is_told(tmp_path):
    file = tmp_path / "wrong.toml"
    file.write_text(WHOLE.replace('"party.members" = "3"', '"party.members" = "4"'))
    code, rows = replay(file)
    assert code == 1
    assert rows[0] == {"code": "party.members", "published": "4", "computed": "3", "same": False}


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"facts": {"members": {"totl": 3}}}, "facts.members.totl"),
        ({"reportd": {}}, "reportd"),
        ({"commune": {"asof": 1}}, "commune.asof"),
        ({"facts": {"appraisal": {"members": {"rates": 3}}}}, "facts.appraisal.members.rates"),
    ],
)
def test_an_unknown_key_is_named(told, named):
    with pytest.raises(UnknownKey, match=named):
        check_keys(told)
