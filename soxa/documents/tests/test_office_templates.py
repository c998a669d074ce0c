"""Word templates of offices: filled with a paper's words and nothing else; what may not come in is refused in words."""

import json
import zipfile
from datetime import date
from io import BytesIO
from time import monotonic
from types import SimpleNamespace

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from soxa.desk.tests.signing_in import queries, signed_in, words
from soxa.documents.composing import Writing, compose
from soxa.documents.office_templates import filling, taking
from soxa.documents.office_templates.models import OfficeTemplate
from soxa.documents.office_templates.places import PLACES, starter
from soxa.documents.office_templates.taking import PATIENCE, filled, keep, retire, standing
from soxa.documents.tests.test_composing import CHAIR, HEAD, begun, signer
from soxa.kernel import files
from soxa.kernel.access import machine
from soxa.kernel.models import Entry, Unit
from soxa.kernel.paper import ooxml
from soxa.kernel.paper.tests.reading import pdf_text, word_text
from soxa.kernel.refusal import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
T = date(2026, 11, 20)


@pytest.fixture
def near(monkeypatch):
    """The filling answers here, not in a process of its own, which takes longer to begin than to fill."""

    def run(*_command, input, **_bounds):  # noqa: A002 – as `subprocess.run` names it
        return SimpleNamespace(stdout=json.dumps(filling.answered(json.loads(input))))

    monkeypatch.setattr(taking.subprocess, "run", run)


def made(*paragraphs, header="", title=""):
    document, kept = ooxml.empty(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    document.save(kept)
    return kept.getvalue()


def with_part(content, name, data, *, instead=None):
    """The package with one more part, or with words of a part replaced."""
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            held = old.read(one)
            new.writestr(one, held.replace(*instead) if instead and one == name else held)
        if not instead:
            new.writestr(name, data)
    return kept.getvalue()


def take(content, name="mau.docx", body="committee", kind="ke_hoach"):
    unit = Unit.objects.get(code="99901").pk
    return keep(content, name, machine("test"), unit_id=unit, body=body, kind=kind, on=T)


def filled_with(content, **writing):
    template = take(content)
    document = begun(abstract="Kế hoạch tập huấn", recipients="Các chi bộ\nLưu VPĐU")
    told = {"text": "I. Mục đích\n- Nâng cao.", **writing}
    compose(
        document,
        Writing("Kế hoạch tập huấn", told["text"], signer(document, "BÍ THƯ"), "Các chi bộ\nLưu VPĐU", template=template),
        machine("test"),
        on=T,
    )  # fmt: skip
    word, pdf = document.files.order_by("pk")
    return files.fetch(word.digest), files.fetch(pdf.digest)


def test_every_place_says_what_the_paper_says():
    content = made(
        *(f"[{name}] {{{{ {name} }}}}" for name in PLACES), header="{{ so_ky_hieu }}", title="{{trich_yeu}}"
    )
    word, pdf = filled_with(content)
    said = word_text(word)
    for name, value in {
        "co_quan_cap_tren": "ĐẢNG BỘ TỈNH SÔNG CẨM", "co_quan": "ĐẢNG ỦY XÃ ĐỒNG VẢI", "so_ky_hieu": "Số …-KH/ĐU",
        "dia_danh": "Đồng Vải", "ngay_thang": "ngày … tháng … năm …", "ten_loai": "KẾ HOẠCH", "trich_yeu": "tập huấn",
        "noi_dung": "I. Mục đích - Nâng cao.", "noi_nhan": "- Các chi bộ, - Lưu VPĐU.",
        "quyen_han_ky": "T/M BAN THƯỜNG VỤ", "chuc_vu_ky": "BÍ THƯ", "nguoi_ky": "Đặng Hữu Thuần",
    }.items():  # fmt: skip
        assert f"[{name}] {value}" in said, name
        assert value in pdf_text(pdf), name
    opened = docx.Document(BytesIO(word))
    assert opened.sections[0].header.paragraphs[0].text == "Số …-KH/ĐU"
    assert opened.core_properties.title == "tập huấn"


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize(
    ("side", "kind"), [("party", "ke_hoach"), ("state", "quyet_dinh"), ("party", "cong_van")]
)
def test_the_example_has_every_place_and_is_taken_as_it_is(side, kind):
    content = starter(side, kind)
    said = word_text(content)
    for name in PLACES:
        assert (f"{{{{ {name} }}}}" in said) is (name != "ten_loai" or kind != "cong_van"), name
    assert ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said) is (side == "state")
    body = "committee" if side == "party" else "people_committee"
    assert take(content, body=body, kind=kind).in_use


@pytest.mark.usefixtures("near")
def test_parts_are_left_out_where_nothing_stands():
    content = made("{% if noi_nhan %}Gửi: {{ noi_nhan }}{% else %}Không gửi{% endif %}", "{% if not nguoi_ky %}trống{% endif %}")  # fmt: skip
    said = word_text(filled_with(content)[0])
    assert "Gửi: - Các chi bộ," in said
    assert "Không gửi" not in said
    assert "trống" not in said


@pytest.mark.usefixtures("near")
def test_what_people_type_is_never_a_template_nor_markup():
    nasty = "{{ 7*7 }} {% raw %} <w:t>x</w:t> <script>&amp; {_{ \x07 ]]>"
    word, _pdf = filled_with(made("A {{ noi_dung }} B"), text=nasty)
    assert "A {{ 7*7 }} {% raw %} <w:t>x</w:t> <script>&amp; {{ ]]> B" in word_text(word)


# what a template says → the rule that it breaks, and its own words
REACHING = {
    "{{ trich_yeu.__class__ }}": ("tag", "trich_yeu.__class__"),
    "{{ trich_yeu.__class__.__mro__[1].__subclasses__() }}": (
        "tag",
        "trich_yeu.__class__.__mro__[1].__subclasses__()",
    ),
    "{{ ''.__class__ }}": ("tag", "''.__class__"),
    "{{ trich_yeu|upper }}": ("tag", "trich_yeu|upper"),
    "{{ trich_yeu * 999999999 }}": ("tag", "trich_yeu*999999999"),
    "{{ range(10) }}": ("tag", "range(10)"),
    "{% for x in range(10**9) %}x{% endfor %}": ("tag", "for x in range ( 10 ** 9 )"),
    "{% set a = 1 %}": ("tag", "set a = 1"),
    "{% include 'x' %}": ("tag", "include 'x'"),
    "{% import 'os' as os %}": ("tag", "import 'os' as os"),
    "{% raw %}x{% endraw %}": ("tag", "{% raw %}"),
    "{# ghi chú #}": ("tag", "{#"),
    "{{ 7 }}": ("tag", "7"),
    "{{ }}": ("tag", ""),
    "{% if trich_yeu.x %}a{% endif %}": ("tag", "trich_yeu.x"),
    "{% if trich_yeu %}a": ("broken", ""),
    "{{ trich_yeu": ("broken", ""),
    "{{ ten_la }}": ("unknown", "ten_la"),
    "{{ self }}": ("unknown", "self"),
    "{{ loop }}": ("unknown", "loop"),
}


@pytest.mark.parametrize("text", REACHING)
def test_a_template_that_reaches_for_more_than_its_places_is_refused(text):
    with pytest.raises(filling.Refused) as refused:
        filling.filled(made(text), {"trich_yeu": "x"})
    fault, said = REACHING[text]
    assert refused.value.fault == fault
    assert said in " ".join(refused.value.words)


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (made("{{ trich_yeu.__class__ }}"), "Mẫu có “trich_yeu.__class__”. Mẫu chỉ dùng được tên chỗ"),
        (made(header="{{ trich_yeu.__class__ }}"), "trich_yeu.__class__"),
        (made(title="{{ trich_yeu.__class__ }}"), "trich_yeu.__class__"),
        (
            made("{{ ten_la }}"),
            "Mẫu có chỗ “ten_la” mà sổ không biết. Các chỗ sổ biết: co_quan_cap_tren, co_quan",
        ),
        (made("{% if trich_yeu %}a"), "Mẫu viết sai chỗ điền"),
        (made("Không có chỗ nào"), "Mẫu chưa có chỗ điền nào. Các chỗ sổ biết: co_quan_cap_tren"),
    ],
)
def test_it_is_refused_in_words_and_nothing_is_kept(content, said):
    with pytest.raises(Refused) as refused:
        take(content)
    assert said in str(refused.value)
    assert not OfficeTemplate.objects.exists()
    assert not Entry.objects.filter(flow="template").exists()


def test_a_template_made_to_take_for_ever_is_ended(monkeypatch):
    assert PATIENCE == 15  # a second here, which shows the same
    monkeypatch.setattr(taking, "PATIENCE", 1)
    began = monotonic()
    with pytest.raises(Refused, match="điền quá lâu hoặc quá nặng"):
        take(made("{{" * 200_000))
    assert monotonic() - began < 1 + 5


@pytest.mark.usefixtures("near")
def test_a_tag_that_word_has_cut_into_runs_is_still_read():
    document, kept = docx.Document(), BytesIO()  # with all that Word's own templates bring along
    line = document.add_paragraph()
    for piece in ("{", "{ trich_yeu", ".__cla", "ss__ }", "}"):
        line.add_run(piece).bold = True
    document.save(kept)
    with pytest.raises(Refused, match="__class__"):
        take(kept.getvalue())


GOOD = made("{{ trich_yeu }}")
EXTERNAL = b'<Relationship Id="rId99" Type="http://x/image" Target="http://x/y.png" TargetMode="External"/></Relationships>'
RELS = "word/_rels/document.xml.rels"
BAD = {
    "none.docx": (lambda: b"", "không phải tệp Word"),
    "text.docx": (lambda: b"hello", "không phải tệp Word"),
    "cut.docx": (lambda: GOOD[: len(GOOD) // 2], "hỏng, không đọc được"),
    "sheet.docx": (lambda: with_part(GOOD, "[Content_Types].xml", b"", instead=(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")), "không phải tệp Word"),
    "x.docm": (lambda: GOOD, "có macro"),
    "x.pdf": (lambda: GOOD, "không phải tệp Word"),
    "vba.docx": (lambda: with_part(GOOD, "word/vbaProject.bin", b"x"), "có macro"),
    "macro.docx": (lambda: with_part(GOOD, "[Content_Types].xml", b"", instead=(b"wordprocessingml.document.main+xml", b"word.document.macroEnabled.main+xml")), "có macro"),
    "bomb.docx": (lambda: with_part(GOOD, "word/media/x.bin", b"0" * 60_000_000), "nén quá nhiều"),
    "tight.docx": (lambda: with_part(GOOD, "word/x.xml", b"0" * 5_000_000), "nén quá nhiều"),
    "far.docx": (lambda: with_part(GOOD, RELS, b"", instead=(b"</Relationships>", EXTERNAL)), "liên kết ra ngoài"),
    "ole.docx": (lambda: with_part(GOOD, "word/embeddings/oleObject1.bin", b"x"), "tệp nhúng"),
    "doctype.docx": (lambda: with_part(GOOD, "word/document.xml", b"", instead=(b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document')), "hỏng, không đọc được"),
    "field.docx": (lambda: with_part(GOOD, "word/document.xml", b"", instead=(b"<w:t>", b"<w:instrText>INCLUDETEXT c:/x</w:instrText><w:t>")), "lấy dữ liệu từ nơi khác"),
    "large.docx": (lambda: GOOD + b"0" * 6_000_000, "lớn quá 5 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_plain_word_file_is_refused_and_nothing_is_kept(name):
    content, said = BAD[name]
    with pytest.raises(Refused, match=said):
        take(content(), name)
    assert not OfficeTemplate.objects.exists()


def test_many_parts_are_a_bomb_too():
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as new:
        for number in range(600):
            new.writestr(f"word/{number}.xml", b"")
    with pytest.raises(Refused, match="nén quá nhiều"):
        take(kept.getvalue())


@pytest.mark.usefixtures("near")
def test_a_new_one_takes_the_place_of_the_one_in_use_and_an_old_one_is_retired():
    first, second = take(GOOD), take(made("{{ noi_dung }}"), "moi.docx")
    first.refresh_from_db()
    assert (first.in_use, second.in_use) == (False, True)
    assert standing(second.unit_id, "committee", "ke_hoach") == second
    assert standing(second.unit_id, "committee", "bao_cao") is None
    retire(second, machine("x"), on=T)
    assert standing(second.unit_id, "committee", "ke_hoach") is None
    with pytest.raises(Refused, match="đã thôi dùng"):
        retire(second, machine("x"), on=T)
    told = Entry.objects.filter(flow="template").order_by("pk").values_list("step", flat=True)
    assert list(told) == ["keep", "keep", "retire"]


@pytest.mark.usefixtures("near")
def test_the_pages_take_offer_and_retire_a_template():
    head = signed_in(HEAD)
    assert "Chưa có mẫu nào" in words(head.get("/van-ban/mau/"))
    example = head.get("/van-ban/mau/vi-du.docx?co-quan=committee&loai=ke_hoach")
    told = {"kind": "ke_hoach", "file": SimpleUploadedFile("mẫu kế hoạch.docx", example.content)}
    assert head.post("/van-ban/mau/moi/?co-quan=committee", told)["Location"] == "/van-ban/mau/"
    kept = OfficeTemplate.objects.get()
    assert "mẫu kế hoạch.docx" in words(head.get("/van-ban/mau/"))
    assert head.get(f"/van-ban/mau/{kept.pk}/tep/").content == example.content
    document = begun()
    address = f"/van-ban/{document.pk}/soan/"
    assert "mẫu của cơ quan: mẫu kế hoạch.docx" in words(head.get(address))
    writing = {
        "abstract": "x",
        "text": "y",
        "signer": "T/M BAN THƯỜNG VỤ|BÍ THƯ|Đặng Hữu Thuần",
        "after": "0",
    }
    assert head.post(address, {**writing, "layout": "mau"}).status_code == 302
    assert head.post(address, {**writing, "layout": "", "after": "1"}).status_code == 302
    assert [one.template_id for one in document.versions.all()] == [kept.pk, None]
    assert signed_in(CHAIR).get(f"/van-ban/mau/{kept.pk}/tep/").status_code == 404
    assert signed_in(CHAIR).post(f"/van-ban/mau/{kept.pk}/thoi-dung/").status_code == 404
    assert signed_in("nhung.tran").post(f"/van-ban/mau/{kept.pk}/thoi-dung/").status_code == 403
    assert head.get(f"/van-ban/mau/{kept.pk}/thoi-dung/").url == "/van-ban/mau/"
    head.post(f"/van-ban/mau/{kept.pk}/thoi-dung/")
    told = words(head.get("/nhat-ky/?loai=unit&ma=99901"))
    assert "Nhận mẫu văn bản của" in told
    assert "Thôi dùng mẫu văn bản của" in told
    assert "thôi dùng" in words(head.get("/van-ban/mau/"))


@pytest.mark.usefixtures("near")
def test_a_bad_template_is_told_beside_the_field():
    told = {"kind": "ke_hoach", "file": SimpleUploadedFile("a.docx", made("{{ x.__class__ }}"))}
    answer = signed_in(HEAD).post("/van-ban/mau/moi/?co-quan=committee", told)
    assert answer.status_code == 422
    assert "Mẫu có “x.__class__”." in words(answer)
    assert signed_in("nhung.tran").get("/van-ban/mau/moi/").status_code == 403


@pytest.mark.usefixtures("near")
def test_a_template_whose_bytes_are_gone_is_told():
    template = take(GOOD)
    template.digest = "0" * 64
    with pytest.raises(Refused, match="không còn nguyên"):
        filled(template, None)


@pytest.mark.usefixtures("near")
def test_the_pages_ask_a_fixed_number_of_questions():
    head = signed_in(HEAD)
    take(GOOD)
    first = queries(head, "/van-ban/mau/")
    take(GOOD, kind="bao_cao")
    assert (first, queries(head, "/van-ban/mau/")) == (5, 5)
