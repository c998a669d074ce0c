"""What is said of a book whose tables or release are not those of the program."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

import soxa
from soxa.desk.book_state import BookState, book_state, known_migrations

HERE = (("kernel", "0001_initial"),)


@pytest.mark.parametrize(
    ("version", "waiting", "unknown", "says"),
    [
        (soxa.VERSION, (), (), ""),
        ("0.0.9", ("party.0018",), (), f"Sổ do bản trước của chương trình ghi (sổ: 0.0.9, chương trình: {soxa.VERSION})."),
        (soxa.VERSION, ("party.0018",), (), f"Bảng của sổ cũ hơn chương trình đang cài, tuy cùng mang số {soxa.VERSION}."),
        ("99.0", (), (), f"Sổ do bản 99.0 của chương trình ghi, mới hơn bản đang cài ({soxa.VERSION})."),
        (soxa.VERSION, (), ("party.0099",), f"Bảng của sổ mới hơn chương trình đang cài, tuy cùng mang số {soxa.VERSION}."),
    ],
)  # fmt: skip
def test_what_is_said_of_the_book(version, waiting, unknown, says):
    state = BookState(version, waiting, unknown, HERE)
    assert state.told == says
    assert state.words.startswith(says)
    assert ("soxa upgrade" in state.words) == bool(waiting or version == "0.0.9")


@pytest.mark.django_db
def test_a_book_is_held_against_the_migrations_there_are():
    """By their names alone, as long as none is missing: they are those that Django finds when it reads them."""
    assert known_migrations() == set(MigrationLoader(connection).disk_migrations)
    here = book_state()
    assert (here.waiting, here.unknown) == ((), ())
    rows = MigrationRecorder.Migration.objects
    rows.filter(app="sessions").delete()
    rows.create(app="party", name="0099_later")
    there = book_state()
    assert there.waiting == ("sessions.0001_initial",)
    assert there.unknown == ("party.0099_later",)
    assert ("party", "0099_later") in there.applied
