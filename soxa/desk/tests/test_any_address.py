"""Every address with questions nobody means: an answer in words, never a broken page."""

import re
from datetime import date
from random import Random

import pytest
from django.urls import get_resolver

from soxa.desk.tests.signing_in import signed_in
from soxa.kernel.access import machine
from soxa.kernel.addresses import Key
from soxa.kernel.models import Entry
from soxa.kernel.units.tree import tree
from soxa.party.tests.conftest import cast, head, standing_cast  # noqa: F401
from soxa.reports.writing import issue_report, open_draft
from tests.house.test_doors import patterns

KEYS = (
    "q", "dang", "den", "don-vi", "kiem", "kiem-tra", "ky", "ma", "muc", "nam", "ngay", "nguoi", "nhom", "page", "phan",
    "ten", "tim", "trang", "tu", "xa", "chi-bo", "so", "viec", "truoc", "xep", "loai", "tuoi", "the", "nu", "mien", "ho-so",
    "trang-thai", "next",
)  # fmt: skip
NASTY = (
    "", " ", "x", "-1", "0", "1e9", "9" * 30, "٣", "½", "2026-13-45", "31/02/2026", "2026-02-29", "2026-H9", "2026-Q5",
    "9999-12-31..0001-01-01", "0001-01-01..9999-12-31", "2026", "1899", "99801", "99801.01", "party.members", "%", "_",
    "'", '"', "\\", "<script>", "{{7*7}}", "../../etc", "None", "🙂", "\u202e", "đ" * 400, "on", "lech", "tat-ca",
)  # fmt: skip
ROUNDS = 2


def known(member) -> dict:
    """Something that is there for every part of an address."""
    commune = tree().by_code("99801").id
    issued = open_draft("half-year", commune, "2025-H2", machine("thử"))
    issue_report(issued, machine("thử"), signed_on=date(2026, 11, 19))
    draft = open_draft("half-year", commune, "2026-H1", machine("thử"))
    return {
        "so-lieu": {"code": "party.recognised"},
        "nhat-ky": {"pk": Entry.objects.latest("pk").pk},
        "don-vi": {"code": "99801.01", "slug": "hop-nhat"},
        "cai-dat": {"code": "book.name", "username": "buong", "slug": "khoa", "pk": 1},
        "nhap": {"kind": "members", "pk": 1},
        "dang-vien": {"pk": member.pk, "slug": "chuyen-di", "field": "citizen_id"},
        "chi-bo": {"code": "99801.01", "question": "to-chuc-co-so"},
        "bao-cao": {
            "pk": draft.pk,
            "suffix": "html",
            "place": "opening",
            "figure_pk": issued.figures.first().pk,
        },
    }


def addresses(there: dict) -> dict[str, int]:
    """Every page as it is meant, asked several times, and with a name for something that is not there, asked once."""
    found = {}
    for route, one in patterns(get_resolver().url_patterns):
        meant = there.get(route.split("/")[0], {})
        for given, rounds in (({}, 1), (meant, ROUNDS)):
            address = "/" + route
            for part, kind in one.pattern.converters.items():
                strange = 10**17 if isinstance(kind, Key) else "khong-co"
                address = re.sub(rf"<\w+:{part}>", str(given.get(part, strange)), address)
            found[address] = rounds
    return found


@pytest.mark.postgres
@pytest.mark.django_db
def test_no_address_breaks(cast):  # noqa: F811
    dice, broken, shown = Random(20261120), [], 0  # noqa: S311
    client = signed_in("chanh")
    for address, rounds in addresses(known(cast.members["an"])).items():
        for turn in range(rounds):
            asked = {key: dice.choice(NASTY) for key in dice.sample(KEYS, 9)} if turn else {}
            if address.startswith("/accounts/logout"):
                continue
            try:
                answer = client.get(address, asked)
                shown += answer.status_code == 200
                if answer.status_code >= 500:
                    broken.append((address, asked, answer.status_code))
            except Exception as fault:  # noqa: BLE001 – what broke is told with its address
                broken.append((address, asked, repr(fault)))
    assert broken == []
    assert shown > 60, "pages are reached, not only doors"
