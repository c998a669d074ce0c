"""The places of a template: their names, what they say of a paper, and a first template that has them all."""

from datetime import date
from io import BytesIO

import docx
from django.utils.translation import gettext_lazy

from soxa.documents.rules import LETTER
from soxa.kernel.paper import form, model
from soxa.kernel.paper.record import printable, settled
from soxa.kernel.paper.word import word

# name of the place → what stands there, in words
PLACES = {
    "co_quan_cap_tren": gettext_lazy("cơ quan, tổ chức cấp trên"),
    "co_quan": gettext_lazy("cơ quan ban hành"),
    "so_ky_hieu": gettext_lazy("dòng số, ký hiệu; trước khi cấp số là “Số …”"),
    "dia_danh": gettext_lazy("địa danh"),
    "ngay_thang": gettext_lazy("“ngày … tháng … năm …”"),
    "ten_loai": gettext_lazy("tên loại văn bản; công văn không có"),
    "trich_yeu": gettext_lazy("trích yếu, không kèm tên loại hoặc “V/v”"),
    "noi_dung": gettext_lazy("nội dung, mỗi dòng một đoạn"),
    "noi_nhan": gettext_lazy("các dòng nơi nhận"),
    "quyen_han_ky": gettext_lazy("thay mặt, thay quyền ký"),
    "chuc_vu_ky": gettext_lazy("chức vụ người ký"),
    "nguoi_ky": gettext_lazy("họ tên người ký"),
}
_DAY = date(2026, 1, 1)  # a starter bears the same day always, so that its bytes stay the same
PARAGRAPH = "\a"  # begins a new paragraph of the same look where it stands in a value


def values(paper: model.Paper) -> dict[str, str]:
    """What each place says of a paper, as plain text."""
    paper = settled(paper)
    said = form.words(paper)
    _place, _comma, day = said.day.rpartition(", ")
    return {
        "co_quan_cap_tren": said.superior,
        "co_quan": said.issuer,
        "so_ky_hieu": said.number,
        "dia_danh": paper.head.place,
        "ngay_thang": day,
        "ten_loai": said.kind,
        "trich_yeu": said.subject.removeprefix("V/v ") or " ".join(said.about),
        "noi_dung": PARAGRAPH.join(_lines(paper.blocks)),
        "noi_nhan": PARAGRAPH.join(said.recipients),
        "quyen_han_ky": said.authority,
        "chuc_vu_ky": said.post,
        "nguoi_ky": said.name,
    }


def sample() -> dict[str, str]:
    """Values to try a template with: each place says its own name."""
    return {name: printable(str(words)) for name, words in PLACES.items()}


def starter(side: str, kind: str) -> bytes:
    """A Word template in the layout of a side with every place in it, for an office to make its own."""
    letter = kind == LETTER
    head = model.Head(
        "{{ co_quan_cap_tren }}", "{{ co_quan }}", "{{ so_ky_hieu }}", "{{ dia_danh }}", None, side,
        "V/v {{ trich_yeu }}" if letter else "",
    )  # fmt: skip
    made = word(
        model.Paper(
            head=head,
            title_lines=() if letter else ("{{ ten_loai }}", "{{ trich_yeu }}"),
            made_on=_DAY,
            blocks=(model.Paragraph((model.Text("{{ noi_dung }}"),)),),
            signature=model.Signature("{{ quyen_han_ky }}", "{{ chuc_vu_ky }}", "{{ nguoi_ky }}"),
            recipients=("{{ noi_nhan }}",),
        )
    )
    return _bare(made)


def _bare(content: bytes) -> bytes:
    """The file with day and recipients left to their places, which bring dashes and dots along."""
    document, made = docx.Document(BytesIO(content)), BytesIO()
    instead = {"- {{ noi_nhan }}.": "{{ noi_nhan }}", form.day_line("{{ dia_danh }}", None): "{{ dia_danh }}, {{ ngay_thang }}"}  # fmt: skip
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            for paragraph in cell.paragraphs:
                if paragraph.text in instead:
                    paragraph.runs[0].text = instead[paragraph.text]
    document.save(made)
    return made.getvalue()


def _lines(blocks: tuple[model.Block, ...]) -> list[str]:
    """Blocks as lines: a template has its own look, and keeps no tables or charts."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case model.Heading(_, text):
                lines.append(text)
            case model.Paragraph(runs):
                lines.append(_said(runs))
            case model.Bullets(items):
                lines += [f"- {_said(item)}" for item in items]
            case _:
                raise ValueError("a template holds headings, paragraphs and lists only")
    return lines


def _said(runs: model.Cell) -> str:
    return "".join(one.prompt if isinstance(one, model.Gap) else one.text for one in runs)
