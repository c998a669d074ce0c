"""The key file: made once at `init`, kept outside the data directory, printed as a recovery sheet."""

import base64
import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path


class KeyTrouble(Exception):
    """The key file is missing, unreadable, or already there; the text says which and what to do."""


@dataclass(frozen=True)
class Keys:
    """One secret from which the keys of sealed fields, search tokens and cookies are derived."""

    name: str
    secret: bytes

    def derived(self, purpose: str) -> bytes:
        """32 bytes for one purpose (HKDF-like: HMAC-SHA256 over the purpose)."""
        return hashlib.blake2b(purpose.encode(), key=self.secret, digest_size=32).digest()

    @property
    def cookie_key(self) -> str:
        """Django's SECRET_KEY."""
        return base64.urlsafe_b64encode(self.derived("cookies")).decode()

    @classmethod
    def read(cls, path: Path) -> "Keys":
        """Keys of a file; KeyTrouble when it is not a key file."""
        try:
            held = json.loads(path.read_text())
            return cls(held["name"], base64.b64decode(held["secret"], validate=True))
        except FileNotFoundError as error:
            raise KeyTrouble(
                f"Không thấy tệp khóa {path}. Chép lại tệp khóa hoặc dựng từ phiếu khôi phục."
            ) from error
        except (ValueError, KeyError) as error:
            raise KeyTrouble(f"{path} không phải tệp khóa của Sổ Xã.") from error

    @classmethod
    def make(cls, path: Path) -> "Keys":
        """Make a new key file readable by its owner only; KeyTrouble when one is there already."""
        keys = cls(secrets.token_hex(4), secrets.token_bytes(32))
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        held = {"name": keys.name, "secret": base64.b64encode(keys.secret).decode()}
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as error:
            raise KeyTrouble(f"Tệp khóa {path} đã có; không ghi đè.") from error
        with os.fdopen(handle, "w") as file:
            json.dump(held, file)
        return keys

    def recovery_lines(self) -> list[str]:
        """The secret as ten-odd groups a person can type again, each line closed by a check of two characters."""
        text = base64.b32encode(self.secret).decode().rstrip("=")
        groups = [text[index : index + 4] for index in range(0, len(text), 4)]
        lines = [" ".join(groups[index : index + 4]) for index in range(0, len(groups), 4)]
        return [f"{line}  ·{hashlib.sha256(line.encode()).hexdigest()[:2].upper()}" for line in lines]

    @classmethod
    def from_recovery(cls, name: str, lines: list[str]) -> "Keys":
        """Keys typed again from a recovery sheet; KeyTrouble names the line that was mistyped."""
        typed = []
        for number, line in enumerate(lines, 1):
            body, _, check = line.upper().partition("·")
            body = " ".join(body.split())
            if hashlib.sha256(body.encode()).hexdigest()[:2].upper() != check.strip():
                raise KeyTrouble(f"Dòng {number} của phiếu khôi phục gõ chưa đúng.")
            typed.append(body.replace(" ", ""))
        text = "".join(typed)
        return cls(name, base64.b32decode(text + "=" * (-len(text) % 8)))
