"""The backup file: a zip of every row and every kept file with a manifest of digests; it can be checked without a book."""

import hashlib
import json
import re
import zipfile
from pathlib import Path
from typing import Any

# a kept file lies under its own digest; any other name in the zip is not ours
_KEPT = re.compile(r"files/([0-9a-f]{2})/([0-9a-f]{62})")
# certificates and revocation lists that the office trusts, under the names they have in their folder
TRUSTED = "trust"
_TRUSTED = re.compile(rf"{TRUSTED}/[^/\\]+\.(pem|crt|cer|crl)", re.IGNORECASE)
MANIFEST, ROWS, FORMAT = "manifest.json", "rows.jsonl", 1


def digest_of(stream: Any) -> str:
    """SHA-256 in hex of a readable stream."""
    seen = hashlib.sha256()
    while block := stream.read(1 << 20):
        seen.update(block)
    return seen.hexdigest()


def check_backup(path: Path) -> list[str]:
    """What is wrong with a backup file, in words; an empty list when it is whole."""
    try:
        with zipfile.ZipFile(path) as packed:
            manifest = json.loads(packed.read(MANIFEST))
            return _findings(packed, manifest)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, AttributeError, TypeError):
        return [f"{path.name} không phải bản sao lưu của Sổ Xã, hoặc tệp đã hỏng."]


def _ours(name: str, manifest: dict[str, Any]) -> bool:
    kept = _KEPT.fullmatch(name)
    trusted = _TRUSTED.fullmatch(name) is not None
    return name == ROWS or trusted or (kept is not None and kept[1] + kept[2] == manifest["digests"][name])


def _manifest_of(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as packed:
        return dict(json.loads(packed.read(MANIFEST)))


def key_name(path: Path) -> str:
    """Name of the key with which the book was sealed when it was backed up."""
    return str(_manifest_of(path).get("key", ""))


def version_of(path: Path) -> str:
    """The release that wrote the book; empty in backups from before releases were written down."""
    return str(_manifest_of(path).get("version", ""))


def migrations_of(path: Path) -> list[tuple[str, str]]:
    """The migrations, as (domain, name), that had made the tables the rows were read from."""
    named = (str(one).partition(".") for one in _manifest_of(path).get("migrations", []))
    return [(app, name) for app, _dot, name in named]


def _findings(packed: zipfile.ZipFile, manifest: dict[str, Any]) -> list[str]:
    if manifest.get("format") != FORMAT:
        return [f"Bản sao lưu theo khuôn {manifest.get('format')}; chương trình này đọc khuôn {FORMAT}."]
    findings, held = [], set(packed.namelist())
    if ROWS not in manifest["digests"]:
        findings.append("Bản sao lưu không có các dòng của sổ.")
    strange = sorted(
        name for name in held - {MANIFEST} if name not in manifest["digests"] or not _ours(name, manifest)
    )
    findings += [f"Trong bản sao lưu có tệp lạ: {name[:80]}." for name in strange]
    for name, digest in manifest["digests"].items():
        if name not in held:
            findings.append(f"Thiếu {name} trong bản sao lưu.")
            continue
        with packed.open(name) as stream:
            if digest_of(stream) != digest:
                findings.append(f"{name} không còn nguyên như lúc sao lưu.")
    return findings
