"""One XML part of a Word file, heard element by element: what reaches outside the file is told, however it is written."""

import re
from urllib.parse import unquote

from lxml import etree

DEEPEST = 50  # fields within fields
_DECLARED = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)")
_MARK = b"\xef\xbb\xbf"
_CHUNKS = {"afchunk", "oleobject", "attachedtemplate", "subdocument", "control", "frame"}
_ADDRESS = re.compile(r"\s*([a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)
_FETCHING = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|RD|MACROBUTTON)\b", re.IGNORECASE
)
_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_HEARD = {"instrText", "delInstrText", "t"}


class Outside(Exception):
    """The part names something outside the file."""


class Fetching(Exception):
    """The part holds a field that fetches from elsewhere or runs something."""


class _Field:
    """A field that stands open: its instruction so far, and whether more of it may come."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.asking = True


class Part:
    """What was heard of a part: `kinds`, the content types it declares by "/name" or ending, both in small letters.

    Raises Outside, Fetching, and ValueError for a document type, fields nested too deep, or alternatives within an
    instruction, while it listens.
    """

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        self._fields = [
            _Field()
        ]  # the first hears every instruction of the part, whatever field it seems to stand in
        self._hearing = ""  # the element whose text counts now

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins. A name in a strange namespace may warn, but never ends a field or adds to it: Word skips it."""
        space, _brace, name = tag.rpartition("}")
        for key, value in attributes.items():
            _harmless(name, _local(key), value)
        if "ContentType" in attributes:
            self._declare(attributes)
        elif name == "AlternateContent" and any(one.asking for one in self._fields[1:]):
            raise ValueError("alternatives within an instruction")
        self._hearing = name if space in _WORD and name in _HEARD else ""
        if space in _WORD and name == "fldChar":
            self._turn(attributes.get(f"{space}}}fldCharType", "").strip())

    def end(self, _tag: str) -> None:
        """An element ends."""
        self._hearing = ""

    def data(self, text: str) -> None:
        """Words: they belong to the innermost field that is still asking; what a field within gives is part of it."""
        if not self._hearing:
            return
        if self._hearing != "t":
            self._fields[0].pieces.append(text)
        asking = [one for one in self._fields[1:] if one.asking]
        if asking and self._hearing != "delInstrText":
            asking[-1].pieces.append(text)

    def doctype(self, *_names: object) -> None:
        """A document type: no part of a Word file has one."""
        raise ValueError("a document type")

    def close(self) -> "Part":
        """The part is over; fields left open are judged as they stand."""
        for one in self._fields:
            _judged("".join(one.pieces))
        return self

    def _declare(self, attributes: dict[str, str]) -> None:
        place = unquote(attributes.get("PartName") or attributes.get("Extension", "")).lower()
        if place in self.kinds:
            raise ValueError("two kinds of one part")
        self.kinds[place] = attributes["ContentType"]

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            if len(self._fields) > DEEPEST:
                raise ValueError("fields nested too deep")
            self._fields.append(_Field())
        elif len(self._fields) > 1:
            self._fields[-1].asking = False
            if kind == "end":
                _judged("".join(self._fields.pop().pieces))


def heard(part: bytes) -> Part:
    """What one XML part says. Raises Outside, Fetching, and ValueError or etree.LxmlError for what is no well-formed UTF-8 XML."""
    part = part.removeprefix(_MARK)
    part.decode("utf-8")
    declared = _DECLARED.match(part)
    if b"\0" in part or (declared and declared[1].lower() not in (b"utf-8", b"utf8")):
        raise ValueError("not UTF-8")
    parser = etree.XMLParser(
        target=Part(), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    told: Part = etree.fromstring(part, parser)
    return told


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _harmless(element: str, key: str, value: str) -> None:
    if key == "instr":
        _judged(value)
    elif element == "Relationship":
        if not _inside(key, value):
            raise Outside(key)
    elif key in ("src", "href") and _leads_out(value):
        raise Outside(key)


def _inside(key: str, value: str) -> bool:
    if key == "TargetMode":
        return value.strip().lower() == "internal"
    if key == "Type":
        return value.strip().rpartition("/")[2].lower() not in _CHUNKS
    return key != "Target" or not _leads_out(value)


def _leads_out(address: str) -> bool:
    return bool(_ADDRESS.match(address)) and not address.strip().lower().startswith("data:")


def _judged(instruction: str) -> None:
    if _FETCHING.search(instruction):
        raise Fetching
