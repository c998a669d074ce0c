"""The backup file: a zip of every row and every kept file with a manifest of digests; it can be checked without a book."""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

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
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        return [f"{path.name} không phải bản sao lưu của Sổ Xã, hoặc tệp đã hỏng."]


def _findings(packed: zipfile.ZipFile, manifest: dict[str, Any]) -> list[str]:
    if manifest.get("format") != FORMAT:
        return [f"Bản sao lưu theo khuôn {manifest.get('format')}; chương trình này đọc khuôn {FORMAT}."]
    findings, held = [], set(packed.namelist())
    for name, digest in manifest["digests"].items():
        if name not in held:
            findings.append(f"Thiếu {name} trong bản sao lưu.")
            continue
        with packed.open(name) as stream:
            if digest_of(stream) != digest:
                findings.append(f"{name} không còn nguyên như lúc sao lưu.")
    return findings
