"""Sealed fields: ciphertext with a key outside the database, plus a keyed token for uniqueness and exact search."""

import base64
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV

from soxa.kernel.book import key_file
from soxa.kernel.sealed.keys import Keys, KeyTrouble

_MISFIT = "Khóa hiện nay không mở được dữ liệu niêm kín của sổ này."


@lru_cache(maxsize=4)
def _keys(named: str) -> Keys:
    return Keys.read(key_file())


def _named() -> str:
    """What the environment names as key file; the kept keys hang on it, so that another book means other keys."""
    return os.environ.get("SOXA_KEY_FILE", "")


@lru_cache(maxsize=64)
def _cipher(named: str, purpose: str) -> AESGCM:
    return AESGCM(_keys(named).derived(f"seal {purpose}"))


@lru_cache(maxsize=64)
def _token_key(named: str, purpose: str) -> bytes:
    return _keys(named).derived(f"token {purpose}")


@lru_cache(maxsize=4)
def _file_cipher(named: str, purpose: str) -> AESSIV:
    return AESSIV(b"".join(_keys(named).derived(f"seal bytes {purpose} {half}") for half in (1, 2)))


def keys() -> Keys:
    """The book's keys; KeyTrouble in words when the key file is missing."""
    return _keys(_named())


def seal_text(text: str, purpose: str) -> str:
    """Ciphertext (AES-256-GCM, a fresh nonce each time) of a text for one purpose; an empty text stays empty."""
    if not text:
        return ""
    nonce = os.urandom(12)
    sealed = _cipher(_named(), purpose).encrypt(nonce, text.encode(), purpose.encode())
    return "1:" + base64.b64encode(nonce + sealed).decode()


def seal_bytes(content: bytes, purpose: str) -> bytes:
    """Ciphertext (AES-256-SIV) of bytes for one purpose: the same bytes give the same, so that they are kept once."""
    return _file_cipher(_named(), purpose).encrypt(content, None) if content else b""


def open_bytes(sealed: bytes, purpose: str) -> bytes:
    """The bytes behind `seal_bytes`; KeyTrouble when the key does not fit."""
    try:
        return _file_cipher(_named(), purpose).decrypt(sealed, None) if sealed else b""
    except InvalidTag as error:
        raise KeyTrouble(_MISFIT) from error


def open_text(sealed: str, purpose: str) -> str:
    """The text behind `seal_text`; KeyTrouble when the key does not fit. Reading is an act: see `flow.record`."""
    if not sealed:
        return ""
    raw = base64.b64decode(sealed.removeprefix("1:"))
    try:
        return _cipher(_named(), purpose).decrypt(raw[:12], raw[12:], purpose.encode()).decode()
    except InvalidTag as error:
        raise KeyTrouble(_MISFIT) from error


def token(text: str, purpose: str) -> str:
    """A keyed fingerprint (32 hex digits) by which equal sealed texts are found; an empty text has none."""
    if not text:
        return ""
    return hmac.digest(_token_key(_named(), purpose), text.encode(), "sha256").hex()[:32]
