"""A paper as bytes: the JSON by which an issued paper is frozen, its digest, and the list of its figures."""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from functools import cache
from hashlib import sha256
from operator import is_
from typing import Any

from soxa.kernel.paper import model

VERSION = 1
KIND = "soxa.paper"

PARTS = {
    part.__name__: part
    for part in (
        model.Appendix,
        model.Bullets,
        model.Chart,
        model.Framed,
        model.Gap,
        model.Head,
        model.Heading,
        model.Number,
        model.Paper,
        model.Paragraph,
        model.Signature,
        model.Table,
        model.Text,
    )
}

_LASTING = {int, float, bool, type(None), date}  # types whose values are read back as they are

# Marks that turn the direction of the words after them: what is read would not be what is written.
TURNING = "\u202a-\u202e\u2066-\u2069"
# With them: controls but the end of a line, lone surrogates, and the last two of each plane, which are no characters.
_BARRED = re.compile(
    "[\0-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff"
    + TURNING
    + "".join(chr(plane * 65536 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def to_json(paper: model.Paper) -> bytes:
    """The paper as UTF-8 JSON, keys sorted, no spaces: the same paper is always the same bytes.

    Words are put in NFC and lose the characters no document can print (controls, lone surrogates, marks
    that turn the reading direction); a tab becomes a space.
    """
    return _bytes({"kind": KIND, "version": VERSION, "paper": written(paper)})


def from_json(data: bytes | str) -> model.Paper:
    """The paper frozen in these bytes. Raises ValueError when they are not a paper of a known version."""
    try:
        record = json.loads(data)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError("not a paper: the text is not JSON") from error
    if not isinstance(record, dict) or record.get("kind") != KIND:
        raise ValueError("not a paper")
    if record.get("version") != VERSION:
        raise ValueError(f"a paper of version {record.get('version')!r}; this program reads {VERSION}")
    paper = _read(record.get("paper"))
    if not isinstance(paper, model.Paper):
        raise ValueError("not a paper")
    return paper


def digest(paper: model.Paper) -> str:
    """SHA-256 of the frozen bytes, 64 hexadecimal digits."""
    return sha256(to_json(paper)).hexdigest()


def settled(paper: model.Paper) -> model.Paper:
    """The paper as it would be read back once frozen; outputs print this, so that both agree.

    What already is so is not made anew: nearly all of a paper, and the whole of one that was read back.
    """
    same: model.Paper = _settled(paper)
    return same


def figures_json(paper: model.Paper) -> bytes:
    """The figures of a settled paper with its digest, as UTF-8 JSON: what travels inside the PDF.

    `{"kind", "version", "number", "title", "digest", "figures": [{"code", "text", "href", "fingerprint"}]}`,
    each figure once, in the order of reading.
    """
    figures = dict.fromkeys((n.code, n.text, n.href, n.fingerprint) for n in paper.numbers())
    return _bytes(
        {
            "kind": "soxa.figures",
            "version": VERSION,
            "number": paper.head.number,
            "title": paper.title,
            "digest": digest(paper),
            "figures": [
                {"code": code, "text": text, "href": href, "fingerprint": fingerprint}
                for code, text, href, fingerprint in figures
            ],
        }
    )


def printable(text: str) -> str:
    """The text in NFC without what cannot be printed; line breaks stay."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text  # as nearly every text of a paper is
    kept = _BARRED.sub("", text.replace("\r\n", "\n").replace("\t", " "))
    return unicodedata.normalize("NFC", kept)


def written(value: Any, *, extra: Callable[[Any], dict[str, Any]] = lambda part: {}) -> Any:
    """The value in JSON's own types; a part becomes `{"is": its class, …}`, with what `extra` says of it.

    A field marked `later` came after the first papers were frozen: with its default it is left out, so that their bytes
    stay what they were.
    """
    if isinstance(value, str):
        return printable(str(value))
    if isinstance(value, tuple | list):
        return [written(item, extra=extra) for item in value]
    if isinstance(value, date):
        return {"is": "date", "on": value.isoformat()}
    kind: Any = type(value)
    if named := _fields(kind):
        parts = {"is": kind.__name__}
        for name, came_later, default in named:
            one = getattr(value, name)
            if not (came_later and one == default):
                parts[name] = written(one, extra=extra)
        return parts | extra(value)
    return value


@cache
def _fields(kind: type) -> list[tuple[str, bool, Any]]:
    """Name, whether it came later, and default of each field of a part; none for what is no part."""
    if not hasattr(kind, "__dataclass_fields__"):
        return []
    return [(one.name, bool(one.metadata.get("later")), one.default) for one in fields(kind)]


def _settled(value: Any) -> Any:
    kind: Any = type(value)
    if kind is str:
        return printable(value)
    if kind in _LASTING:
        return value
    if kind is tuple:
        made = [_settled(one) for one in value]
        return value if all(map(is_, made, value)) else tuple(made)
    if PARTS.get(kind.__name__) is not kind:
        return _read(json.loads(_bytes(written(value))))  # of no part's own types
    changed = {}
    for name, _came_later, _default in _fields(kind):
        one = getattr(value, name)
        if (settled_one := _settled(one)) is not one:
            changed[name] = settled_one
    return replace(value, **changed) if changed else value


def _bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return tuple([_read(item) for item in value])
    if not isinstance(value, dict):
        return value
    parts = {key: _read(item) if isinstance(item, list | dict) else item for key, item in value.items()}
    name = parts.pop("is", None)
    try:
        if name == "date":
            return date.fromisoformat(parts["on"])
        return PARTS[name](**parts)
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a part of a paper: {name!r}") from error
