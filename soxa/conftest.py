"""What every test stands on: keys and a data directory of its own, and a fast password hash."""

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest

_away = Path(tempfile.mkdtemp(prefix="soxa-tests-"))
os.environ["SOXA_DATA_DIR"] = str(_away)
os.environ["SOXA_KEY_FILE"] = str(_away / "keys")

from soxa.kernel.sealed.keys import Keys  # noqa: E402

Keys.make(_away / "keys")


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.DATA_DIR = _away
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    import shutil

    shutil.rmtree(_away, ignore_errors=True)
