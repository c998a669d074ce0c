"""Acts on the tree: who lay in whom on which day, whose books went where, and what is refused."""

from datetime import date

import pytest

from soxa.kernel.access import machine
from soxa.kernel.models import Entry, Within
from soxa.kernel.refusal import Refused
from soxa.kernel.units import acts
from soxa.kernel.units.acts import Founding
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER

pytestmark = pytest.mark.django_db
ACTOR = machine("test")
MERGER, EVE = date(2025, 7, 1), date(2025, 6, 30)


@pytest.fixture
def merged():
    """Two old communes with a cell each, and an office cell that ends, become one commune on 1 July 2025."""
    units = {}
    for code in ("A", "B"):
        units[code] = acts.found(Founding(code, "commune", f"xã {code}"), ACTOR)
        units[f"{code}.1"] = acts.found(
            Founding(f"{code}.1", "cell", f"thôn {code}", parent=units[code]), ACTOR
        )
    units["A.2"] = acts.found(Founding("A.2", "cell", "cơ quan A", parent=units["A"]), ACTOR)
    units["N"] = acts.found(Founding("N", "commune", "xã N", on=MERGER), ACTOR)
    units["N.1"] = acts.found(Founding("N.1", "cell", "cơ quan N", parent=units["N"], on=MERGER), ACTOR)
    acts.merge([units["A.2"]], units["N.1"], MERGER, decision="QĐ 1", actor=ACTOR)
    acts.merge([units["A"], units["B"]], units["N"], MERGER, decision="QĐ 2", actor=ACTOR)
    return {code: unit.pk for code, unit in units.items()}


def codes(ids):
    return sorted(tree().nodes[key].code for key in ids)


def test_the_day_before_the_old_communes_are_whole(merged):
    assert codes(tree().within(merged["A"], EVE)) == ["A", "A.1", "A.2"]
    assert codes(tree().within(merged["N"], EVE)) == []


def test_on_the_day_everything_lies_in_the_new_one(merged):
    assert codes(tree().within(merged["N"], MERGER)) == ["A.1", "B.1", "N", "N.1"]
    assert codes(tree().within(merged["A"], MERGER)) == []


def test_the_nearest_unit_above_is_named_first_on_every_day():
    """What was set for a commune goes before what was set for its province, also for days before a merger."""
    above = acts.found(Founding("T", "province", "tỉnh T"), ACTOR)
    old = acts.found(Founding("A", "commune", "xã A", parent=above), ACTOR)
    new = acts.found(Founding("N", "commune", "xã N", parent=above, on=MERGER), ACTOR)
    cell = acts.found(Founding("A.1", "cell", "thôn A", parent=old), ACTOR)
    acts.merge([old], new, MERGER, decision="QĐ 2", actor=ACTOR)
    assert tree().ancestors(cell.pk, EVE) == [cell.pk, old.pk, above.pk]
    assert tree().ancestors(cell.pk, MERGER) == [cell.pk, new.pk, above.pk]
    assert tree().ancestors(new.pk, EVE) == []
    assert tree().ancestors(old.pk, MERGER) == []


def test_custody_gives_sight_and_no_figures(merged):
    assert codes(tree().seen_from(merged["N"])) == ["A", "A.1", "A.2", "B", "B.1", "N", "N.1"]
    assert merged["N"] not in tree().ancestors(merged["A.2"], MERGER)


def test_an_old_office_sees_nothing_of_what_left(merged):
    assert codes(tree().seen_from(merged["A"])) == ["A", "A.2"]


def test_names_are_spells(merged):
    from soxa.kernel.models import Unit

    acts.rename(Unit.objects.get(code="N"), "phường N", date(2026, 1, 1), decision="NQ 3", actor=ACTOR)
    assert tree().name(merged["N"], date(2025, 12, 31)) == "xã N"
    assert tree().name(merged["N"], date(2026, 1, 1)) == "phường N"


def test_every_act_is_written_down(merged):
    assert sorted(Entry.objects.values_list("step", flat=True)) == ["found"] * 7 + ["merge"] * 3


def test_a_taken_code_is_refused_and_leaves_no_entry(merged):
    before = Entry.objects.count()
    with pytest.raises(Refused, match="Mã đơn vị A đã có"):
        acts.found(Founding("A", "commune", "xã khác"), ACTOR)
    assert Entry.objects.count() == before


def test_an_act_before_the_beginning_is_refused(merged):
    from soxa.kernel.models import Unit

    with pytest.raises(Refused, match="phải sau ngày 01/07/2025"):
        acts.rename(Unit.objects.get(code="N"), "khác", MERGER, decision="", actor=ACTOR)


def test_a_unit_with_others_below_is_not_dissolved(merged):
    from soxa.kernel.models import Unit

    with pytest.raises(Refused, match="Còn tổ chức trực thuộc"):
        acts.dissolve(
            Unit.objects.get(code="N"), Unit.objects.get(code="A"), date(2026, 1, 1), decision="", actor=ACTOR
        )


def test_within_is_derived_and_can_be_made_again(merged):
    from soxa.kernel.units.within import rebuild

    def written(*more):
        return sorted(
            Within.objects.values_list("unit_id", "ancestor_id", "since", "until", "custody", *more)
        )

    held, kept = written(), written("pk")
    rebuild()
    assert written("pk") == kept  # what is as it is derived is not written again
    Within.objects.filter(unit=merged["A"]).delete()
    Within.objects.filter(unit=merged["B"]).update(until=date(2030, 1, 1))
    Within.objects.create(unit_id=merged["A.1"], ancestor_id=merged["B"], since=MERGER, until=FOREVER)
    rebuild()
    assert written() == held
    assert {row for row in kept if row[0] == merged["N"]} <= set(written("pk"))


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(2201, 1, 1), date(1, 1, 2), date(1899, 12, 31)])
def test_no_act_on_a_day_no_book_speaks_of(merged, day):
    from soxa.kernel.models import Unit, UnitName

    cell, other = Unit.objects.get(code="A.1"), Unit.objects.get(code="N.1")
    written = Entry.objects.count()
    for act in (
        lambda: acts.rename(cell, "thôn khác", day, decision="QĐ 3", actor=ACTOR),
        lambda: acts.move(cell, other, day, decision="QĐ 3", actor=ACTOR),
        lambda: acts.merge([cell], other, day, decision="QĐ 3", actor=ACTOR),
        lambda: acts.dissolve(cell, other, day, decision="QĐ 3", actor=ACTOR),
        lambda: acts.found(Founding("N.9", "cell", "thôn chín", parent=other, on=day), ACTOR),
    ):
        with pytest.raises(Refused, match="sổ nhận các ngày từ 01/01/1900"):
            act()
    assert Entry.objects.count() == written
    assert UnitName.objects.filter(unit=cell).count() == 1
