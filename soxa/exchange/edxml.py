"""Packages of the State side: edXML after QCVN 102:2016/BTTTT as far as it is known here (not confirmed), read with distrust.

Element names and the namespace follow published programs that speak to the axis; the digests of files in the manifest
are ours. Nothing in such a package is signed: whom it comes from, the axis answers for.
"""

import base64
import binascii
import re
import xml.etree.ElementTree as ET  # noqa: S405 – no document type, so no entity, ever reaches it: see `_parsed`
from datetime import date, datetime
from hashlib import sha256

from django.utils.translation import gettext as _

from soxa.exchange.letters import (
    MOST,
    Answer,
    Damaged,
    Enclosure,
    Letter,
    differs,
    enclosed,
    secret,
    sound,
    too_large,
)

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
ENDING = "edxml"
MOST_ELEMENTS = 5000
URGENCIES = {"": "0", "khan": "1", "thuong_khan": "2", "hoa_toc": "3"}
_NUMBERED = re.compile(r"(\d+[a-z]?)/(.+)", re.DOTALL)
_E = ET.Element
ET.register_namespace("edXML", NAMESPACE)


def write(one: Letter | Answer) -> bytes:
    """The package as UTF-8 XML."""
    root = _E(_named("edXML"))
    header = _sub(_sub(root, "edXMLEnvelope"), "edXMLHeader")
    if isinstance(one, Answer):
        _write_status(header, one)
    else:
        _write_message(header, one)
        _write_files(root, root[0], one)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _write_status(header: ET.Element, one: Answer) -> None:
    status = _sub(header, "MessageHeader")
    response = _sub(status, "ResponseFor")
    _leaves(response, OrganId=one.to, DocumentId=one.about)
    _leaves(_sub(status, "From"), OrganId=one.sender)
    _leaves(status, StatusCode=one.code, Description=one.note, DocumentId=one.ident)
    _leaves(status, Timestamp=one.sent_at.isoformat())
    if one.error:
        fault = _sub(_sub(header, "ErrorList"), "Error")
        _leaves(fault, ErrorCode=one.error, ErrorDescription=one.note)


def _write_message(header: ET.Element, one: Letter) -> None:
    message = _sub(header, "MessageHeader")
    _leaves(_sub(message, "From"), OrganId=one.sender, OrganName=one.sender_name)
    _leaves(_sub(message, "To"), OrganId=one.to)
    numbered = _NUMBERED.fullmatch(one.notation)
    number, notation = numbered.groups() if numbered else ("", one.notation)
    _leaves(_sub(message, "Code"), CodeNumber=number, CodeNotation=notation)
    day = one.issued_on.isoformat() if one.issued_on else ""
    _leaves(_sub(message, "PromulgationInfo"), Place=one.author, PromulgationDate=day)
    _leaves(_sub(message, "DocumentType"), TypeDetail=one.kind, TypeName=one.kind_title)
    due = one.due_on.isoformat() if one.due_on else ""
    _leaves(message, Subject=one.abstract, DueDate=due, DocumentId=one.ident)
    _leaves(_sub(message, "SignerInfo"), FullName=one.signer)
    _leaves(_sub(message, "OtherInfo"), Priority=URGENCIES.get(one.urgency, "0"), Secrecy=one.secrecy)
    traces = _sub(header, "TraceHeaderList")
    _leaves(_sub(traces, "TraceHeader"), OrganId=one.sender, Timestamp=one.sent_at.isoformat())
    business = _sub(traces, "Bussiness")  # so spelt in published packages
    _leaves(business, BussinessDocType=one.business, BussinessDocReason=one.reason, DocumentId=one.about)


def _write_files(root: ET.Element, envelope: ET.Element, one: Letter) -> None:
    manifest = _sub(_sub(envelope, "edXMLBody"), "edXMLManifest")
    encoded = _sub(root, "AttachmentEncoded")
    for at, file in enumerate(one.enclosures, 1):
        digest = sha256(file.content).hexdigest()
        _leaves(_sub(manifest, "Reference"), ContentId=f"file-{at}", AttachmentName=file.name, Digest=digest)
        body = base64.b64encode(file.content).decode()
        _leaves(_sub(encoded, "Attachment"), ContentId=f"file-{at}", ContentTransferEncoded=body)


def _named(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _sub(parent: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(parent, _named(name))


def _leaves(parent: ET.Element, **values: str) -> None:
    for name, value in values.items():
        _sub(parent, name).text = value


def read(content: bytes) -> Letter | Answer:
    """What the package says. Raises Damaged in words: too large, no XML, entities, a wrong digest, no address."""
    root = _parsed(content)
    header = _at(root, "edXMLEnvelope", "edXMLHeader")
    message = _at(header, "MessageHeader")
    if message is None:
        raise Damaged("not_a_package", _("Tệp XML này không phải gói văn bản điện tử (edXML)."))
    told = _at(message, "StatusCode") is not None
    said = {
        "sender": _text(message, "From", "OrganId"),
        "ident": _text(message, "DocumentId"),
        "kind": "answer" if told else "letter",
    }
    if _text(message, "OtherInfo", "Secrecy"):
        raise secret(**said)
    read_ = _status(header, message, said) if told else _letter(root, header, message, said)
    sound(read_)
    return read_


def _parsed(content: bytes) -> ET.Element:
    """The tree. A document type is refused before a parser sees it: without one there are no entities to blow up."""
    if len(content) > MOST:
        raise too_large()
    if b"\x00" in content or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Damaged("broken", _("Gói phải là XML mã UTF-8."))
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Damaged(
            "entities", _("Gói khai báo kiểu tài liệu hoặc thực thể XML; loại gói này không được nhận.")
        )
    if content.count(b"<") > 2 * MOST_ELEMENTS:
        raise Damaged("too_many", _("Gói có quá nhiều phần tử XML so với một văn bản."))
    try:
        return ET.fromstring(content, ET.XMLParser(encoding="utf-8"))  # noqa: S314 – see above
    except (ET.ParseError, ValueError, LookupError) as error:
        raise Damaged("broken", _("Gói hỏng hoặc tải chưa trọn: không đọc được XML.")) from error


def _at(parent: ET.Element | None, *path: str) -> ET.Element | None:
    """The first element down the path, whatever its namespace."""
    for name in path:
        if parent is None:
            return None
        parent = next((one for one in parent if _local(one) == name), None)
    return parent


def _local(one: ET.Element) -> str:
    return one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""


def _text(parent: ET.Element | None, *path: str) -> str:
    found = _at(parent, *path)
    return (found.text or "").strip() if found is not None else ""


def _status(header: ET.Element | None, message: ET.Element, said: dict[str, str]) -> Answer:
    return Answer(
        sender=said["sender"],
        ident=said["ident"],
        to=_text(message, "ResponseFor", "OrganId"),
        about=_text(message, "ResponseFor", "DocumentId"),
        sent_at=_moment(_text(message, "Timestamp"), said),
        code=_text(message, "StatusCode").zfill(2),
        note=_text(message, "Description"),
        error=_text(header, "ErrorList", "Error", "ErrorCode"),
    )


def _letter(root: ET.Element, header: ET.Element | None, message: ET.Element, said: dict[str, str]) -> Letter:
    number, notation = _text(message, "Code", "CodeNumber"), _text(message, "Code", "CodeNotation")
    traces = _at(header, "TraceHeaderList")
    business = _at(traces, "Bussiness") if _at(traces, "Bussiness") is not None else _at(traces, "Business")
    priority = _text(message, "OtherInfo", "Priority")
    return Letter(
        sender=said["sender"],
        ident=said["ident"],
        to=_text(message, "To", "OrganId"),
        sent_at=_moment(_text(traces, "TraceHeader", "Timestamp"), said),
        sender_name=_text(message, "From", "OrganName"),
        business=_text(business, "BussinessDocType") or "0",
        about=_text(business, "DocumentId"),
        reason=_text(business, "BussinessDocReason"),
        notation=f"{number}/{notation}" if number and notation else notation or number,
        issued_on=_day(_text(message, "PromulgationInfo", "PromulgationDate"), said),
        kind=_text(message, "DocumentType", "TypeDetail"),
        kind_title=_text(message, "DocumentType", "TypeName"),
        author=_text(message, "PromulgationInfo", "Place") or _text(message, "From", "OrganName"),
        abstract=_text(message, "Subject"),
        signer=_text(message, "SignerInfo", "FullName"),
        urgency=next((code for code, value in URGENCIES.items() if value == priority), ""),
        due_on=_day(_text(message, "DueDate"), said),
        enclosures=_files(root, said),
    )


def _files(root: ET.Element, said: dict[str, str]) -> tuple[Enclosure, ...]:
    manifest = _at(root, "edXMLEnvelope", "edXMLBody", "edXMLManifest")
    announced = list(manifest) if manifest is not None else []
    encoded = _at(root, "AttachmentEncoded")
    bodies = {_text(one, "ContentId"): one for one in (encoded if encoded is not None else ())}
    if len(bodies) != len(announced):
        raise Damaged("digest", _("Số tệp trong gói không đúng số tệp đã ghi."), **said)
    return enclosed([_file(one, bodies.get(_text(one, "ContentId")), said) for one in announced], **said)


def _file(announced: ET.Element, body: ET.Element | None, said: dict[str, str]) -> Enclosure:
    name = _text(announced, "AttachmentName")[:200]
    try:
        content = base64.b64decode("".join(_text(body, "ContentTransferEncoded").split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Damaged(
            "broken", _("Tệp “{name}” trong gói không giải mã được.").format(name=name), **said
        ) from error
    digest = _text(announced, "Digest")
    if digest and digest.lower() != sha256(content).hexdigest():
        raise differs(name, **said)
    return Enclosure(name, content)


def _day(text: str, said: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat(text[:10].replace("/", "-")) if text else None
    except ValueError as error:
        raise Damaged(
            "field", _("Gói ghi ngày không có thật: “{day}”.").format(day=text[:20]), **said
        ) from error


def _moment(text: str, said: dict[str, str]) -> datetime:
    try:
        found = datetime.fromisoformat(text)
        return found if found.tzinfo else found.astimezone()
    except (ValueError, OverflowError) as error:
        raise Damaged("field", _("Gói không ghi đúng thời điểm gửi."), **said) from error
