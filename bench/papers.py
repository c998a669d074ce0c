"""The registers that are searched: rows of the communes' documents, made once, and the queries typed into the list."""

import csv
import sys
from datetime import date, timedelta
from importlib.resources import files
from itertools import product
from random import Random
from typing import Any

FIRST = date(2025, 7, 1)
KINDS = ("nghi_quyet", "quyet_dinh", "ket_luan", "ke_hoach", "bao_cao", "thong_bao", "to_trinh", "cong_van")
PLACES = (
    "Bến Đá",
    "Khe Mực",
    "Nà Lừa",
    "Tân Thịnh",
    "Đồng Vải",
    "Hồ Đá",
    "Khuôn Mười",
    "Thác Bạc",
    "Pù Hin",
    "Lũng Cú",
)
FAMILY, MIDDLE = (
    ("Đặng", "Nông", "Triệu", "Lục", "Vũ", "Hoàng", "Lý", "Cao"),
    ("Hữu", "Thị", "Văn", "Tiến", "Minh"),
)
GIVEN = ("Thuần", "Diệp", "Buông", "Lợi", "Hường", "Tới", "Mẩy", "Xuyến", "Đường", "Khoát")
# what people type: a whole notation, a bare number, words of the abstract, the beginning of a name
TYPED = (
    "2065-BC/ĐU",
    "1102",
    "chuyen doi so",
    "phát triển nông nghiệp",
    "kết nạp người vào Đảng khe muc",
    "nong van khoa",
    "thac bac 12",
)
_AT_ONCE = 20_000
_FIELDS = (
    "id", "unit_id", "side", "direction", "body", "kind", "state", "register_id", "number", "notation", "abstract",
    "issued_on", "released_on", "signer", "folded",
)  # fmt: skip


def ensure_papers(count: int) -> None:
    """Put so many documents into the book that is open, unless they are there."""
    from django.db import connection, transaction

    from soxa.documents.models import Document

    if Document.objects.count() >= count:
        return
    sys.stderr.write(f"{connection.vendor}: making {count} documents …\n")
    with transaction.atomic():
        _make(count)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _make(count: int) -> None:
    from soxa.documents.models import Document
    from soxa.documents.search import kept, write
    from soxa.kernel import journal
    from soxa.kernel.access import machine
    from soxa.kernel.sheets.load import Loading
    from soxa.kernel.units.tree import tree

    entry = journal.write(machine("bench"), "samples", "documents", subject=("unit", "bench"), on=FIRST)
    loading, units = (
        Loading(entry),
        [one.id for one in tree().of_kind("commune", FIRST + timedelta(days=500))],
    )
    registers = _registers(units, entry)
    rows = _rows(count, units, registers)
    for start in range(0, count, _AT_ONCE):
        batch = rows[start : start + _AT_ONCE]
        keys = loading.reserve(Document, len(batch))
        loading.insert(Document, _FIELDS, [(key, *row) for key, row in zip(keys, batch, strict=True)])
        write((key, kept(row[-1], row[7], ())) for key, row in zip(keys, batch, strict=True))


def _registers(units: list[int], entry: Any) -> dict[tuple[int, str], int]:
    from soxa.documents.models import Register

    made = [
        Register(unit_id=unit, side="party", body="committee", direction="out", kind=kind, since=FIRST)
        for unit, kind in product(units, KINDS)
    ]
    return {(one.unit_id, one.kind): one.pk for one in Register.objects.loaded(made, entry)}


def _rows(count: int, units: list[int], registers: dict[tuple[int, str], int]) -> list[tuple[Any, ...]]:
    from soxa.documents.rules import notation
    from soxa.law.words import fold

    abstracts = _abstracts()
    signers = [" ".join(one) for one in product(FAMILY, MIDDLE, GIVEN)]
    rows: list[tuple[Any, ...]] = []
    chance = Random(2026)
    for at in range(count):
        unit, turn = units[at % len(units)], at // len(units)
        kind = KINDS[turn % len(KINDS)]
        number = (
            turn // len(KINDS) + 1 + (at % 7) * 997
        )  # as if the registers had been opened at different times
        abstract = f"{chance.choice(abstracts[kind])} tại {chance.choice(PLACES)} {chance.randrange(90)}"
        sign, signer = notation("committee", kind, number, drafter=""), chance.choice(signers)
        day = FIRST + timedelta(days=turn * 500 * len(units) // count)
        folded = fold(" ".join((sign, abstract, "", signer)))
        rows.append((unit, "party", "out", "committee", kind, "issued", registers[unit, kind], number, sign, abstract, day, day, signer, folded))  # fmt: skip
    return rows


def _abstracts() -> dict[str, list[str]]:
    text = files("soxa.samples.commune").joinpath("papers.csv").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["kind"], []).append(row["abstract"])
    return found
