"""The superior's consent written for many cells at once, on the demo commune: 19 large village cells, two without a paper."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from soxa.kernel.models import Entry
from soxa.party.models import Cell
from soxa.party.tests.conftest import BACKEND

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
PAGE = "/chi-bo/dong-y-cap-tren/"
PAPER = "Quyết định số 99-QĐ/TU ngày 10/11/2026"


def signed_in(login: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=login), backend=BACKEND)
    return client


def test_one_paper_is_written_into_each_cell_with_an_entry_of_its_own():
    browser = signed_in("tuyet.ngo")
    lacking = re.findall(r'name="cells" value="(\d+)"[^>]*?checked', browser.get(PAGE).content.decode())
    assert len(lacking) == 2
    before = Entry.objects.count()
    assert browser.post(PAGE, {"paper": PAPER, "cells": lacking}).status_code == 302
    assert Entry.objects.count() == before + 2
    assert Cell.objects.filter(above_limit_consent=PAPER).count() == 2
    assert "đều đã có văn bản đồng ý" in browser.get(PAGE).content.decode()


@pytest.mark.parametrize("facts", [{"paper": PAPER}, {"cells": ["1"]}, {"paper": PAPER, "cells": ["999999"]}])
def test_bad_input_writes_nothing(facts):
    before = Entry.objects.count()
    assert signed_in("tuyet.ngo").post(PAGE, facts).status_code == 422
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("login", "status"), [("yen.le", 200), ("thuan.dang", 403), ("buong.luc", 403), ("luong.nguyen", 403)]
)
def test_only_who_writes_the_partys_rows_opens_it(login, status):
    assert signed_in(login).get(PAGE).status_code == status
