"""A short official paper, pictures of a signature and a seal, and the cast that signs it."""

from datetime import date
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from soxa.documents.signing.marks import Mark, organisation, personal
from soxa.kernel.paper.model import Head, Paper, Paragraph, Signature, Text
from soxa.kernel.paper.pdf import pdf

LEADER, OFFICE, TITLE = "Nguyễn Thị Hòa", "Đảng ủy xã Đồng Vải", "BÍ THƯ"
LEADER_NUMBER, OFFICE_NUMBER = "CCCD:001185012345", "MST:0101234567"


@cache
def paper(pages: int = 1, *, name: str = LEADER) -> bytes:
    """The paper as PDF, its number and day left blank."""
    text = Paragraph((Text("Tổng số tiền là 10 triệu đồng, cấp cho chi bộ thôn Một. " * 6),))
    return pdf(
        Paper(
            head=Head("HUYỆN ỦY ĐỒNG XUÂN", OFFICE.upper(), "Số …-QĐ/ĐU", "Đồng Vải"),
            title_lines=("QUYẾT ĐỊNH", "về việc cấp kinh phí"),
            made_on=date(2026, 6, 15),
            blocks=(text,) * (6 * pages if pages > 1 else 1),
            signature=Signature("T/M BAN THƯỜNG VỤ", TITLE, name),
            recipients=("Như trên", "Lưu Văn phòng"),
        )
    )


@cache
def picture(colour: str, width: int = 400, height: int = 160) -> bytes:
    """A transparent PNG with a stroke in it."""
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((6, 6, width - 6, height - 6), outline=colour, width=8)
    out = BytesIO()
    image.save(out, "PNG", dpi=(200, 200))
    return out.getvalue()


def by_leader() -> Mark:
    return personal(LEADER, title=TITLE, picture=picture("blue"))


def by_office() -> Mark:
    return organisation(OFFICE, picture=picture("red", 300, 300), width=36)
