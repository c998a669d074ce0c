"""Documents of the demo commune since the merger, numbered in their registers; the first half of 2026 is counted by hand.

From 01/01 to 15/6/2026 the committee issued 485 documents, 483 of them signed digitally. Reports stop at number 67: the
half-yearly report takes the next one.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from soxa.documents.catalogue import IN, OUT, PARTY, STATE, bodies
from soxa.documents.keeping.models import Folder
from soxa.documents.keeping.plan import Shelf, begin
from soxa.documents.models import Document, Register
from soxa.documents.registers import open_register
from soxa.documents.rules import notation, series
from soxa.documents.search import index_loaded
from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.samples.commune.plan import CUT_OFF, MERGER

YEAR = date(2026, 1, 1)
# by kind: how many in the second half of 2025, how many from 01/01 to 15/6/2026, how many a month after that
COMMITTEE = {
    "nghi_quyet": (9, 12, 2),
    "quyet_dinh": (80, 96, 15),
    "ket_luan": (8, 9, 1),
    "chuong_trinh": (2, 3, 0),
    "ke_hoach": (41, 58, 8),
    "bao_cao": (30, 37, 0),
    "thong_bao": (38, 44, 7),
    "to_trinh": (11, 16, 2),
    "cong_van": (171, 210, 32),
}
PEOPLE_COMMITTEE = {
    "quyet_dinh": (60, 84, 13),
    "ke_hoach": (30, 41, 6),
    "bao_cao": (48, 57, 9),
    "thong_bao": (36, 40, 6),
    "cong_van": (150, 172, 27),
    "giay_moi": (25, 28, 4),
}
UNSIGNED = (101, 309)
"""Places among the committee's documents of the half-year that went out on stamped paper alone."""
SECRETARY, CHAIR = "Bí thư Đặng Hữu Thuần", "Chủ tịch Cao Thị Ngọc Diệp"
SENDERS = (
    ("Tỉnh ủy Sông Cẩm", "{n}-CV/TU", "cong_van", "về việc báo cáo kết quả học tập, quán triệt nghị quyết"),
    (
        "Văn phòng Tỉnh ủy",
        "{n}-TB/VPTU",
        "thong_bao",
        "kết luận của Thường trực Tỉnh ủy tại hội nghị giao ban",
    ),
    ("Ban Tổ chức Tỉnh ủy", "{n}-HD/BTCTU", "huong_dan", "về rà soát dữ liệu đảng viên"),
    ("Ủy ban Kiểm tra Tỉnh ủy", "{n}-KH/UBKTTU", "ke_hoach", "kiểm tra, giám sát chuyên đề năm 2026"),
    ("Đảng ủy Công an tỉnh", "{n}-CV/ĐUCA", "cong_van", "về việc phối hợp bảo đảm an ninh trật tự"),
)


@dataclass(frozen=True)
class Planned:
    """One document that went out: the body, kind, day and whether it was signed digitally."""

    body: str
    kind: str
    on: date
    digital: bool = True


def issue_all(commune: Unit, actor: Actor, on: date) -> None:
    """Write the registers and documents of the commune up to a day."""
    entry = journal.write(
        actor, "samples", "documents", subject=("unit", commune.code), on=MERGER, unit_id=commune.pk
    )
    shelf = _Shelf(commune, actor, on)
    rows = [shelf.out(one) for one in planned(on)] + [shelf.came(*one) for one in _incoming(on)]
    shelf.close()
    index_loaded(Document.objects.loaded(rows, entry))


def planned(on: date) -> list[Planned]:
    """What went out up to a day, in the order of days."""
    found = [*_body("committee", COMMITTEE, on), *_body("people_committee", PEOPLE_COMMITTEE, on)]
    found.sort(key=lambda one: one.on)
    half = [one for one in found if one.body == "committee" and YEAR <= one.on <= CUT_OFF]
    unsigned = {id(half[place]) for place in UNSIGNED if place < len(half)}
    return [
        one if id(one) not in unsigned else Planned(one.body, one.kind, one.on, digital=False)
        for one in found
    ]


def _body(body: str, counts: dict[str, tuple[int, int, int]], on: date) -> Iterator[Planned]:
    for kind, (before, half, monthly) in counts.items():
        for day in [*_spread(MERGER, YEAR, before), *_spread(YEAR, CUT_OFF + timedelta(days=1), half)]:
            yield Planned(body, kind, day)
        since = date(2026, 7, 1)
        while since <= on:
            until = (since + timedelta(days=32)).replace(day=1)
            yield from (Planned(body, kind, day) for day in _spread(since, until, monthly) if day <= on)
            since = until


def _spread(since: date, until: date, count: int) -> list[date]:
    """So many working weekdays spread evenly over a half-open period, none twice further apart than the others."""
    days = [since + timedelta(days=at) for at in range((until - since).days)]
    working = [day for day in days if day.weekday() < 5]
    return [working[(2 * at + 1) * len(working) // (2 * count)] for at in range(count)]


def _incoming(on: date) -> Iterator[tuple[date, int]]:
    """(day, how manieth) of what came in, two in three working days; every sixth asks for an answer."""
    day, at = MERGER, 0
    while day <= on:
        if day.weekday() < 5 and day.toordinal() % 3:
            yield day, at
            at += 1
        day += timedelta(days=1)


class _Shelf:
    """The registers of the commune, numbered in memory and written once at the end."""

    def __init__(self, commune: Unit, actor: Actor, last: date) -> None:
        self.commune, self.actor, self.last = commune, actor, last
        self.registers: dict[tuple[str, str, str, date], Register] = {}
        self.abstracts = _abstracts()
        self.folders: dict[int, Folder] = {}

    def out(self, one: Planned) -> Document:
        """The row of a document that went out."""
        register = self._register(one.body, OUT, one.kind, one.on)
        register.last_number += 1
        words = self.abstracts[one.body, one.kind]
        made = Document(
            unit=self.commune, side=bodies()[one.body].side, body=one.body, direction=OUT, kind=one.kind,
            state=Document.ISSUED, register=register, number=register.last_number,
            notation=notation(one.body, one.kind, register.last_number, drafter="VP"),
            abstract=words[register.last_number % len(words)],
            issued_on=one.on, released_on=one.on, handed_on=one.on, copies=1,
            signer=SECRETARY if one.body == "committee" else CHAIR, digitally_signed=one.digital,
            recipients="Như kính gửi\nLưu Văn phòng",
        )  # fmt: skip
        made.folded = made.words_to_find()
        return made

    def came(self, day: date, at: int) -> Document:
        """The row of a document that came in."""
        register = self._register("committee", IN, "", day)
        register.last_number += 1
        author, pattern, kind, abstract = SENDERS[at % len(SENDERS)]
        asks, left = at % 6 == 0, (self.last - day).days
        due = day + timedelta(days=14) if asks else None
        state = Document.REGISTERED if left < 2 else Document.PROPOSED if left < 4 else Document.INSTRUCTED
        answered = due if due and due < self.last and at % 30 else None
        if answered or left > 20:
            state = Document.ANSWERED if answered else Document.FILED if not due else Document.INSTRUCTED
        made = Document(
            unit=self.commune, side="party", body="committee", direction=IN, kind=kind, state=state,
            register=register, number=register.last_number, notation=pattern.format(n=100 + at), abstract=abstract,
            author=author, issued_on=day - timedelta(days=2), arrived_on=day, answer_due=due, answered_on=answered,
            folder=self.folder(day.year) if state == Document.FILED else None,
        )  # fmt: skip
        made.folded = made.words_to_find()
        return made

    def folder(self, year: int) -> Folder:
        """The file of that year for what came from above."""
        if year not in self.folders:
            for side in (PARTY, STATE):
                begin(Shelf(self.commune.pk, side, year), self.actor, on=date(year, 12, 31))
            self.folders[year] = Folder.objects.get(year=year, side=PARTY, code="02-TH")
        return self.folders[year]

    def close(self) -> None:
        """Write the last numbers down."""
        for register in self.registers.values():
            register.save(update_fields=["last_number"])

    def _register(self, body: str, direction: str, kind: str, on: date) -> Register:
        run = series(body, direction, kind or "cong_van", on, secret=False, term=MERGER)
        key = (body, direction, run.kind, run.since)
        if key not in self.registers:
            self.registers[key] = open_register(self.commune.pk, run, self.actor, on=on)
        return self.registers[key]


def _abstracts() -> dict[tuple[str, str], list[str]]:
    text = files("soxa.samples.commune").joinpath("papers.csv").read_text(encoding="utf-8")
    found: dict[tuple[str, str], list[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault((row["body"], row["kind"]), []).append(row["abstract"])
    return found
