"""The journal is append-only, sealed in a chain, and a broken write moves nothing."""

from datetime import date

import pytest

from soxa.kernel import journal
from soxa.kernel.access import machine
from soxa.kernel.models import Blocked, Entry, Seal, Unit
from soxa.kernel.units import acts
from soxa.kernel.units.acts import Founding

ACTOR = machine("test")


def write(key: str) -> Entry:
    return journal.write(ACTOR, "test", "did", subject=("thing", key), on=date(2026, 1, 5))


@pytest.mark.django_db
def test_bulk_writes_are_blocked():
    write("1")
    for wrong in (lambda: Entry.objects.update(actor="x"), lambda: Entry.objects.all().delete()):
        with pytest.raises(Blocked):
            wrong()
    assert Entry.objects.get().actor == "test"


@pytest.mark.django_db
def test_seals_chain_and_take_what_has_no_leaf():
    write("1"), write("2"), write("3")
    first = journal.seal()
    late = write("4")
    second = journal.seal()
    assert (first.entries, second.entries) == (3, 1)
    assert second.previous == first.digest
    assert Entry.objects.get(pk=late.pk).seal_id == second.pk
    assert journal.seal() is None
    assert journal.broken_seals() == []


@pytest.mark.django_db
def test_an_entry_altered_behind_our_back_breaks_its_seal():
    write("1")
    made = journal.seal()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_entry SET actor = 'ai khác'")
    assert journal.broken_seals() == [made]


@pytest.mark.django_db
def test_a_seal_taken_out_breaks_the_chain():
    write("1")
    first = journal.seal()
    write("2")
    second = journal.seal()
    Entry.objects.filter(seal=first)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_entry SET seal_id = NULL WHERE seal_id = %s", [first.pk])
    Seal.objects.filter(pk=first.pk).delete()
    assert journal.broken_seals() == [second]


def test_the_root_of_a_tree_of_three_by_hand():
    leaves = ["a", "b", "c"]
    assert journal.merkle_root(leaves) == journal.digest([journal.digest(["a", "b"]), "c"])
    assert journal.merkle_root([]) == ""


@pytest.mark.django_db(transaction=True)
def test_when_the_journal_cannot_write_nothing_moves(monkeypatch):
    def broken(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(journal, "write", broken)
    with pytest.raises(OSError, match="disk full"):
        acts.found(Founding("X", "commune", "xã X"), ACTOR)
    assert not Unit.objects.filter(code="X").exists()
