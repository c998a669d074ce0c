"""What a template hides in the way it is written: another encoding, another prefix, a field cut to pieces."""

import zipfile
from io import BytesIO

import pytest

from soxa.documents.office_templates.package import look_through
from soxa.documents.tests.test_office_templates import EXTERNAL, GOOD, RELS, take, with_part
from soxa.kernel.refusal import Refused


def relation(sort="image", target="http://x/y", mode="External"):
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{sort}"
    said = f'<Relationship Id="rId99" Type="{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    return with_part(GOOD, RELS, b"", instead=(b"</Relationships>", said.encode()))


def recoded(content, name, encoding, declared):
    """The package with a part in another encoding."""
    with zipfile.ZipFile(BytesIO(content)) as held:
        before = held.read(name)
    words = before.decode().partition("?>")[2]
    return with_part(content, name, b"", instead=(before, f"<?xml version='1.0'{declared}?>{words}".encode(encoding)))  # fmt: skip


def field(*runs):
    """A field whose instruction stands in these runs."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "end"))
    return in_body(begin + "".join(f"<w:r>{one}</w:r>" for one in runs) + end)


def in_body(words):
    return with_part(GOOD, "word/document.xml", b"", instead=(b"<w:p>", f"<w:p>{words}".encode()))


def as_kind(name, kind, data):
    """The package with a part of a declared kind."""
    said = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
    return with_part(with_part(GOOD, "[Content_Types].xml", b"", instead=(b"</Types>", said)), name, data)


TOLD = "<w:instrText>{}</w:instrText>".format
INNER = '<w:fldChar w:fldCharType="begin"/>{}<w:fldChar w:fldCharType="separate"/>{}<w:fldChar w:fldCharType="end"/>'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
XML_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
SENT = f'<a:ftr xmlns:a="{W}"><a:instrText>INCLUDETEXT c:/x</a:instrText></a:ftr>'.encode()
BROKEN, OUT, FROM = "hỏng, không đọc được", "liên kết ra ngoài", "lấy dữ liệu từ nơi khác"
# made when their turn comes: nobody who only looks for tests waits for them
HIDDEN = {
    "a relation in UTF-16": (lambda: recoded(relation("attachedTemplate"), RELS, "utf-16", " encoding='UTF-16'"), BROKEN),
    "UTF-16 without a mark": (lambda: recoded(relation(), RELS, "utf-16-le", ""), BROKEN),
    "UTF-7": (lambda: recoded(relation(), RELS, "utf-8", " encoding='UTF-7'"), BROKEN),
    "a document type": (lambda: with_part(GOOD, RELS, b"", instead=(b"<Relationships", b"<!DOCTYPE a><Relationships")), BROKEN),
    "not well-formed": (lambda: with_part(GOOD, RELS, b"", instead=(b"</Relationships>", b"</Relationship>")), BROKEN),
    "the mode by a character's number": (lambda: relation(mode="&#69;xternal"), OUT),
    "the mode in other letters": (lambda: relation(mode=" EXTERNAL "), OUT),
    "the sort by a character's number": (lambda: relation("&#x61;FChunk", "/word/a.html", "Internal"), OUT),
    "an address said to be inside": (lambda: relation(mode="Internal"), OUT),
    "single quotes": (lambda: with_part(GOOD, RELS, b"", instead=(b"</Relationships>", EXTERNAL.replace(b'"', b"'"))), OUT),
    "another prefix": (lambda: with_part(GOOD, RELS, b"", instead=(b"</Relationships>", EXTERNAL.replace(b"<Rel", b'<q:Rel', 1).replace(b" Id=", b' xmlns:q="http://schemas.openxmlformats.org/package/2006/relationships" Id='))), OUT),
    "a picture by its address": (lambda: in_body('<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="file://x/y"/>'), OUT),
    "a field cut in two": (lambda: field(TOLD("DDE"), TOLD("AUTO c:/x")), FROM),
    "a field cut in letters": (lambda: field(TOLD("D"), TOLD("D"), TOLD("E c:/x")), FROM),
    "a field cut by a field": (lambda: field(TOLD("IN"), INNER.format(TOLD("PAGE"), ""), TOLD("CLUDETEXT c:/x")), FROM),
    "a field named by a field": (lambda: field(INNER.format(TOLD("QUOTE 1"), "<w:t>DD</w:t>"), TOLD("E c:/x")), FROM),
    "a field cut by a strange end": (lambda: field(TOLD("DD"), f'<q:fldChar xmlns:q="urn:q" xmlns:w="{W}" w:fldCharType="end"/>', TOLD("E c:/x")), FROM),
    "a field cut by strange words": (lambda: field(TOLD("DD"), '<q:instrText xmlns:q="urn:q">Q</q:instrText>', TOLD("E c:/x")), FROM),
    "a field cut by deleted words": (lambda: field(TOLD("DD"), "<w:delInstrText>Q</w:delInstrText>", TOLD("E c:/x")), FROM),
    "a field cut by alternatives": (lambda: field(TOLD("DD"), f'<m:AlternateContent xmlns:m="{MC}"><m:Choice Requires="q">{TOLD("Q")}</m:Choice></m:AlternateContent>', TOLD("E c:/x")), BROKEN),
    "a mode said twice": (lambda: with_part(GOOD, RELS, b"", instead=(b"</Relationships>", EXTERNAL.replace(b"/></", b' xmlns:q="urn:q" q:TargetMode="Internal"/></'))), OUT),
    "a part of two kinds": (lambda: as_kind("word/footer.bin", f'image/png"/><Override PartName="/word/FOOTER.bin" ContentType="{XML_KIND}', SENT), BROKEN),
    "a field never closed": (lambda: in_body('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>E x</w:instrText></w:r>'), FROM),
    "small letters": (lambda: field(TOLD("ddeauto c:/x")), FROM),
    "character numbers": (lambda: field(TOLD("&#68;DE x")), FROM),
    "a simple field": (lambda: in_body("<w:fldSimple w:instr='&#76;INK x'/>"), FROM),
    "a prefix of its own": (lambda: in_body(f'<k:fldSimple xmlns:k="{W}" k:instr="LINK x"/>'), FROM),
    "the strict form": (lambda: in_body(f'<k:r xmlns:k="{STRICT}"><k:instrText>LINK x</k:instrText></k:r>'), FROM),
    "a part named otherwise": (lambda: as_kind("word/footer.bin", XML_KIND, SENT), FROM),
    "a part that only begins so": (lambda: with_part(GOOD, "word/footer.bin", SENT), FROM),
    "two parts of one name": (lambda: with_part(GOOD, "WORD/document.xml", SENT), BROKEN),
    "broken packing": (lambda: GOOD.replace(GOOD[60:90], b"\xff" * 30), BROKEN),
}  # fmt: skip


@pytest.mark.parametrize("how", HIDDEN)
def test_what_is_hidden_in_the_writing_is_found(how):
    content, said = HIDDEN[how]
    with pytest.raises(Refused, match=said):
        look_through(content(), "mau.docx")


def test_fields_that_fetch_nothing_are_taken():
    inner = INNER.format(TOLD(" HYPERLINK \\l muc "), "<w:t>DATABASE, LINK</w:t>")
    plain = field(TOLD(" TO"), TOLD("C "), '<w:fldChar w:fldCharType="separate"/>', inner)
    look_through(plain, "mau.docx")
    look_through(recoded(GOOD, "word/document.xml", "utf-8-sig", ' encoding="utf-8"'), "mau.docx")


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_book")
def test_what_filling_puts_together_is_looked_at_too():
    cut = field(TOLD("DD{% if noi_nhan %}E{% endif %} c:/x"))
    look_through(cut, "mau.docx")
    with pytest.raises(Refused, match=FROM):
        take(cut)


def test_xml_that_would_take_long_to_read_is_refused_before():
    words = b"<a>" + b"<b x='1'/>".join(b"%d" % number for number in range(800_000)) + b"</a>"
    with pytest.raises(Refused, match="nén quá nhiều"):
        look_through(with_part(GOOD, "customXml/item9.xml", words), "mau.docx")
