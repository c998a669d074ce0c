"""Room for files: the largest one, the whole of a unit, what is in use, and the check that warns from four fifths on."""

from datetime import date

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from soxa.desk.checkup import book
from soxa.desk.checkup.finding import Asked
from soxa.desk.tests.signing_in import signed_in, words
from soxa.documents.files import Paper
from soxa.documents.flow import add_file, draft
from soxa.documents.models import Document
from soxa.documents.room import LARGEST, MB, TAKINGS, WHOLE, must_fit, uses
from soxa.kernel.access import machine
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
ACTOR = machine("thử")
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def paper():
    """A paper of a unit whose files of the demo, of whatever kind, take no room."""
    for one in TAKINGS:
        apps.get_model(one.model)._base_manager.update(size=0)
    unit_id = tree().codes["99901"]
    return draft(Document(unit_id=unit_id, body="committee", kind="ke_hoach", abstract="x"), ACTOR)


def sets(preference, value):
    put(preference, value, since=date(2020, 1, 1), actor=ACTOR)


def a_file(size):
    return Paper(PNG + b"x" * (size - len(PNG)), "anh.png", "image/png")


def test_a_file_larger_than_the_setting_is_refused_with_figures(paper):
    sets(LARGEST, 1)
    told = {"role": "draft", "file": SimpleUploadedFile("anh.png", PNG + b"x" * MB)}
    answer = signed_in("yen.le").post(f"/van-ban/{paper.pk}/them-tep/", told)
    assert answer.status_code == 422
    assert "Tệp “anh.png” nặng 2 MB, lớn quá 1 MB cho một tệp." in words(answer)
    assert not paper.files.exists()


def test_every_kind_of_file_counts_when_room_is_asked_for(paper):
    sets(WHOLE, 1)
    with CaptureQueriesContext(connection) as asked:
        must_fit(paper.unit_id, "x", 1)
    tables = {apps.get_model(one.model)._meta.db_table for one in TAKINGS}
    told = [one["sql"] for one in asked.captured_queries]
    assert any(all(f'FROM "{table}"' in sql for table in tables) for sql in told), told
    for one in TAKINGS:
        rows = apps.get_model(one.model)._base_manager
        first = rows.filter(**{one.unit: paper.unit_id}, **dict(one.holds)).first()
        if first is not None:
            rows.filter(pk=first.pk).update(size=MB)
            with pytest.raises(Refused, match="đã dùng 1 MB trong 1 MB"):
                must_fit(paper.unit_id, "x", 1)
            rows.filter(pk=first.pk).update(size=0)


def test_a_unit_holds_no_more_than_its_room(paper):
    sets(WHOLE, 2)
    free = 2 * MB
    add_file(paper, a_file(free - 100), "draft", ACTOR)
    with pytest.raises(Refused, match="Không nhận tệp “anh.png” .1 MB.: tệp văn bản của đơn vị đã dùng"):
        add_file(paper, a_file(101), "draft", ACTOR)
    entries = Entry.objects.count()
    told = {"role": "draft", "file": SimpleUploadedFile("anh.png", PNG + b"x" * 200)}
    answer = signed_in("yen.le").post(f"/van-ban/{paper.pk}/them-tep/", told)
    assert answer.status_code == 422 and "Không nhận tệp" in words(answer)
    assert Entry.objects.count() == entries
    add_file(paper, a_file(100), "draft", ACTOR)
    # what was destroyed takes no room
    paper.files.filter(size=100).moved(Entry.objects.last(), gone_on=date(2026, 11, 20))
    assert uses()[0].held == free - 100


@pytest.mark.parametrize(
    ("megabytes", "level"), [(10, "bad"), (12, "warn"), (13, "good")]
)  # ten of 10, 12 (83 %), 13 (76 %)
def test_the_check_warns_from_four_fifths_on(paper, megabytes, level):
    add_file(paper, a_file(100), "draft", ACTOR)
    paper.files.all().moved(Entry.objects.last(), size=10 * MB)
    sets(WHOLE, megabytes)
    found = book.room(Asked())
    assert found.level == level and "10 MB" in found.what and f"{megabytes} MB" in found.what
