"""A book taken back from its copy finds its documents again, on either database and by either's copy."""

import json
import zipfile

import pytest

from soxa.desk.safekeeping import read_backup, write_backup
from soxa.documents.files import Paper, attach
from soxa.documents.flow import receive
from soxa.documents.models import Document, DocumentFile
from soxa.documents.search import Words
from soxa.documents.tests.test_registers import ACTOR, TERM, commune  # noqa: F401
from soxa.documents.tests.test_search import DOCX, word
from soxa.kernel.models import Unit
from soxa.org.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AS_SQLITE_KEEPS_IT = {
    "model": "documents.words",
    "pk": 1,
    "fields": {"words": "37 cv tu ve phong chong thien tai"},
}


@pytest.fixture
def copied(commune, tmp_path):  # noqa: F811
    # a test that empties the tables leaves the rows of the index, which no model manages
    Words.objects.all()._raw_delete("default")
    made = Document(
        unit=commune, body="committee", kind="cong_van", notation="37-CV/TU", abstract="về phòng, chống thiên tai", author="Tỉnh ủy"
    )  # fmt: skip
    received = receive(made, ACTOR, on=TERM)
    attach(received, Paper(word("đê điều đoạn bờ tả"), "a.docx", DOCX), DocumentFile.RECEIVED, received.entry)
    write_backup(tmp_path / "so.zip")
    return tmp_path / "so.zip"


def lost():
    """What makes the book look empty to the reading back: no unit; the index keeps what it had."""
    for model in (Account, Document):
        model._base_manager.all()._raw_delete("default")
    Unit._base_manager.all()._raw_delete("default")


def test_documents_are_found_again_by_words_of_theirs_and_of_their_files(copied):
    before = list(Words.objects.order_by("pk").values_list("pk", "words"))
    assert len(before) == 1
    assert '"documents.words"' not in zipfile.ZipFile(copied).read("rows.jsonl").decode(), (
        "what is derived is not copied"
    )
    lost()
    read_backup(copied)
    assert list(Words.objects.order_by("pk").values_list("pk", "words")) == before
    for typed in ("thien tai", "37-CV/TU", "bờ tả"):
        assert [one.notation for one in Document.objects.matching(typed)] == ["37-CV/TU"]


def test_a_copy_that_still_holds_the_index_is_read_and_its_words_made_anew(copied, tmp_path):
    older = tmp_path / "cu.zip"
    with zipfile.ZipFile(copied) as whole, zipfile.ZipFile(older, "w") as packed:
        rows = whole.read("rows.jsonl") + json.dumps(AS_SQLITE_KEEPS_IT).encode() + b"\n"
        for name in whole.namelist():
            packed.writestr(name, rows if name == "rows.jsonl" else whole.read(name))
    lost()
    read_backup(older)
    (kept,) = Words.objects.all()
    assert kept.pk == Document.objects.get().pk
    assert [one.notation for one in Document.objects.matching("37-CV/TU")] == ["37-CV/TU"]
