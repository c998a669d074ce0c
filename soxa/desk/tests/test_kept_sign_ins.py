"""A book taken back from its copy asks the same codes as before, and opens by the same cards; who was in must come again."""

import re
import zipfile

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client

from soxa.desk.book_state import standing_models
from soxa.desk.safekeeping import read_backup, write_backup
from soxa.desk.upgrading import Standing
from soxa.kernel.access import machine
from soxa.org.cards import flow
from soxa.org.models import Account

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def copied(db, tmp_path):
    """A book of two accounts, one with codes and one with a card, that was copied, lost and taken back."""
    cache.clear()
    for name in ("van-phong", "bi-thu"):
        Account.objects.create_user(name, "mat-khau-dai")
    coded, carded = Account.objects.order_by("pk")
    TOTP.activate(coded, SECRET)
    RecoveryCodes.activate(coded)
    new = flow.issue(carded, machine("thử"), unit_id=None, ask=1)
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    counted = Standing.now().rows
    write_backup(tmp_path / "so.zip")
    Authenticator.objects.all().delete()
    read_backup(tmp_path / "so.zip")
    yield tmp_path / "so.zip", new, codes, counted
    cache.clear()


def test_codes_and_cards_come_back_and_lie_sealed_in_the_copy(copied):
    path, new, codes, counted = copied
    assert counted["mfa_authenticator"] == 2
    assert Standing.now().rows == counted
    rows = zipfile.ZipFile(path).read("rows.jsonl").decode()
    for told in (SECRET, new.code, new.pin, *codes):
        assert not re.search(rf"\b{told}\b", rows), "a copy holds nothing by which one could sign in"
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert get_adapter().decrypt(kept) == SECRET
    assert "sessions.session" not in {model._meta.label_lower for model in standing_models()}
    assert "usersessions.usersession" not in rows
    door = {"login": "van-phong", "password": "mat-khau-dai"}
    client = Client()
    assert client.post("/accounts/login/", door).url == "/accounts/ma-xac-thuc/"
    assert client.post("/accounts/ma-xac-thuc/", {"code": codes[0]}).url == "/"
    assert Client().post("/the/", {"code": new.code, "pin": new.pin}).url == "/"
