"""What the lines of a typed text become."""

from soxa.documents.typed import blocks_of
from soxa.kernel.paper.model import Bullets, Heading, Paragraph, Text

TYPED = """Kính gửi: Các chi bộ trực thuộc

PHẦN THỨ NHẤT
I. Mục đích, yêu cầu
1. Mục đích
1.2 Phạm vi
30 năm xây dựng và phát triển
1. Các chi bộ tổ chức học tập trước ngày 30/11/2026.
- Quán triệt;
–  Triển khai.
Điều 1. Ban hành kèm theo quyết định này quy chế.
\t<script>alert(1)</script>  {{ 7*7 }}
"""


def test_each_line_is_what_an_office_means_by_it():
    assert blocks_of(TYPED) == (
        Paragraph((Text("Kính gửi: Các chi bộ trực thuộc"),), centred=True),
        Heading(1, "PHẦN THỨ NHẤT"),
        Heading(2, "I. Mục đích, yêu cầu"),
        Heading(3, "1. Mục đích"),
        Heading(3, "1.2 Phạm vi"),
        Paragraph((Text("30 năm xây dựng và phát triển"),)),
        Paragraph((Text("1. Các chi bộ tổ chức học tập trước ngày 30/11/2026."),)),
        Bullets(((Text("Quán triệt;"),), (Text("Triển khai."),))),
        Paragraph(
            (Text("Điều 1.", bold=True), Text(" Ban hành kèm theo quyết định này quy chế."))
        ),
        Paragraph((Text("<script>alert(1)</script> {{ 7*7 }}"),)),
    )  # fmt: skip


def test_nothing_typed_is_no_block():
    assert blocks_of(" \n\t\n") == ()
    assert blocks_of("1") == (Paragraph((Text("1"),)),)
    assert blocks_of("-") == (Paragraph((Text("-"),)),)
