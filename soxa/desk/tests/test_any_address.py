"""Every address, as it is meant and with questions nobody means: an answer in words, never a broken page nor an empty one."""

import re
from datetime import date
from random import Random

import pytest
from django.urls import get_resolver

from soxa.desk.tests.signing_in import signed_in
from soxa.desk.tests.test_led_back import LED
from soxa.kernel.access import machine
from soxa.kernel.addresses import page_above
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
PART = re.compile(r"<(\w+):(\w+)>|\(\?P<(\w+)>[^)]*\)")
EVERYWHERE = {"username": "buong", "code": "99801.01", "ending": "pdf"}


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


def addresses(there: dict) -> tuple[list[str], list[str]]:
    """Every page as it is meant; and those whose address names something, with a name for what is not there."""
    meant, strange = [], []
    for route, _pattern in patterns(get_resolver().url_patterns):
        route = route.strip("^$").replace("\\.", ".")
        if route.startswith("accounts/logout"):
            continue
        given = EVERYWHERE | there.get(route.split("/")[0], {})
        named, nobody = _filled(route, given), _filled(route, {})
        if named != nobody or not PART.search(route):
            meant.append(named)
        if PART.search(route):
            strange.append(nobody)
    return meant, strange


def _filled(route: str, given: dict) -> str:
    def text(part: re.Match) -> str:
        nothing = 10**17 if part[1] == "key" else "khong-co"
        return str(given.get(part[2] or part[3], nothing))

    return "/" + PART.sub(text, route)


def _may_differ(answer) -> bool:
    """Whether other words in the address could have been answered otherwise: the page looked at them, or led elsewhere with them."""
    return "GET" in vars(answer.wsgi_request) or answer.status_code == 302


@pytest.mark.postgres
@pytest.mark.django_db
def test_no_address_breaks(cast):  # noqa: F811
    """The address of a button leads to the page it stands on, and no address writes."""
    dice, broken, shown, led, differ = Random(20261120), [], 0, 0, []  # noqa: S311
    client = signed_in("chanh")
    meant, strange = addresses(known(cast.members["an"]))
    written = Entry.objects.latest("pk").pk

    def ask(address, asked):
        nonlocal shown
        try:
            answer = client.get(address, asked)
        except Exception as fault:  # noqa: BLE001 – what broke is told with its address
            broken.append((address, asked, repr(fault)))
            return None
        shown += answer.status_code == 200
        if answer.status_code >= 500 or answer.status_code == 405:  # 405: an empty page
            broken.append((address, asked, answer.status_code))
        return answer

    for address in meant:
        answer = ask(address, {})
        if answer is not None and _may_differ(answer):
            differ.append(address)
        led += answer is not None and answer.status_code == 302 and answer.url == page_above(address)
    for address in [*differ, *strange]:
        ask(address, {key: dice.choice(NASTY) for key in dice.sample(KEYS, 9)})
    assert broken == []
    assert list(Entry.objects.filter(pk__gt=written)) == []
    assert shown > 60, "pages are reached, not only doors"
    assert len(differ) > 100, "pages look at what they are asked"
    assert led >= len(LED)
