"""Two books on one machine, each with its own data directory and keys, exchange through one folder by `soxa exchange`."""

import json

import pytest

from soxa.commands.tests.office import Office
from soxa.commands.tests.warm import python
from soxa.documents.signing.tests.authority import PASSWORD, Authority

pytestmark = pytest.mark.apart

# what a clerk does in pages, said to a book of its own process; the answer is JSON
_DO = """
import json, sys
from pathlib import Path
from soxa.exchange.tests.offices import ACTOR, BODIES, DAY, Office
from soxa.exchange.mailboxes import Place, know, set_mailbox
from soxa.exchange.models import Mailbox
from soxa.exchange.flow import INBOX
from soxa.documents.flow import INCOMING
from soxa.documents.models import Document
from soxa.kernel.models import Unit
told = json.loads(sys.argv[1])
box = Mailbox.objects.first()
here = Office(told["side"], box)
def opens():
    unit = Unit.objects.get(kind="commune")
    place = Place(unit.pk, told["side"], BODIES[told["side"]], told["code"], told["name"], told["folder"])
    key = Path(told["key"]).read_bytes() if told["side"] == "party" else b""
    made = set_mailbox(place, ACTOR, key=key, password=told["password"])
    pem = Path(told["certificate"]).read_bytes() if told["side"] == "party" else b""
    know(made, told["other"], "Cơ quan bạn", ACTOR, certificate=pem)
def issues():
    document = here.issues("Báo cáo gửi sang sổ khác")
    from soxa.exchange.sending import send
    send(document, list(box.partners.all()), ACTOR)
def takes():
    INBOX.take("take", here.inbox("here")[0], ACTOR, {"on": DAY, "kind": "bao_cao"})
def ends():
    INCOMING.take("answer", Document.objects.get(direction="in"), ACTOR, {"on": DAY, "by": ""})
def recalls():
    here.recalls(Document.objects.get(direction="out"))
def agrees():
    INBOX.take("give_back", here.inbox("asked")[0], ACTOR, {"on": DAY})
globals()[told["do"]]()
"""
_LOOK = """
import json
from soxa.exchange.models import Package
rows = Package.objects.filter(kind="letter").order_by("pk")
print(json.dumps([[one.direction, one.business, one.state, one.code] for one in rows]))
"""


class Book(Office):
    """A book with a mailbox."""

    def __init__(self, directory, told, fresh):
        directory.mkdir()
        fresh.copy(directory)
        super().__init__(directory)
        self.told = told

    def runs(self, program, *words):
        done = python(program, words, self.env)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def does(self, verb):
        self.runs(_DO, json.dumps({**self.told, "do": verb}))

    def letters(self):
        return json.loads(self.runs(_LOOK))


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """Two new books, each with a key of its own."""
    made = [Office(tmp_path_factory.mktemp(name)) for name in "AB"]
    for office, name in zip(made, "AB", strict=True):
        office.types("init", "--name", f"xã {name}")
    return made


def two_books(tmp_path, side, fresh):
    """Two books with an office each, knowing each other's code and certificate, over one marked folder."""
    authority, folder = Authority("Hai sổ"), tmp_path / "truc"
    keys = [
        authority.issued(f"Cơ quan {name}", organisation=f"Cơ quan {name}", keys=4 + at)
        for at, name in enumerate("AB")
    ]
    books = []
    for at, name in enumerate("AB"):
        (tmp_path / f"{name}.p12").write_bytes(keys[at].p12())
        (tmp_path / f"{name}.pem").write_bytes(keys[at].pem)
        other = "BA"[at]
        told = {
            "side": side, "code": f"000.{name}.H99", "name": f"Cơ quan {name}", "folder": str(folder), "password": PASSWORD,
            "key": str(tmp_path / f"{name}.p12"), "other": f"000.{other}.H99", "certificate": str(tmp_path / f"{other}.pem"),
        }  # fmt: skip
        books.append(Book(tmp_path / name, told, fresh[at]))
    books[0].types("exchange", "--make", folder, "--side", "dang" if side == "party" else "chinh-quyen")
    for book in books:
        assert "chưa có hộp thư" in book.types("exchange")
        book.does("opens")
    return books


@pytest.mark.parametrize("side", ["party", "state"])
def test_two_books_exchange_through_one_folder(tmp_path, side, fresh):
    a, b = two_books(tmp_path, side, fresh)
    a.does("issues")
    assert "1 gói ra trục" in a.types("exchange")
    assert "1 gói đến" in b.types("exchange")
    b.does("takes")
    b.types("tick")
    a.types("tick")
    assert a.letters() == [["out", "0", "posted", "03"]]
    b.does("ends")
    b.types("exchange")
    a.types("exchange")
    assert a.letters() == [["out", "0", "posted", "06"]]
    a.does("recalls")
    a.types("exchange")
    b.types("exchange")
    assert b.letters()[1] == ["in", "1", "asked", "01"]
    b.does("agrees")
    b.types("exchange")
    a.types("exchange")
    assert a.letters() == [["out", "0", "posted", "06"], ["out", "1", "posted", "15"]]
    assert b.letters() == [["in", "0", "taken", "06"], ["in", "1", "given_back", "15"]]


def test_a_folder_is_marked_for_one_side(tmp_path):
    office = Office(tmp_path)
    office.types("exchange", "--make", tmp_path / "truc", "--side", "dang")
    assert "trục của bên kia" in office.types(
        "exchange", "--make", tmp_path / "truc", "--side", "chinh-quyen", code=1
    )
    assert "cả --make" in office.types("exchange", "--make", tmp_path / "truc", code=2)
