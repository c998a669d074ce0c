"""A half-yearly report of an invented commune, small enough to be read by eye."""

from dataclasses import replace
from datetime import date

from soxa.kernel.paper.model import (
    Appendix,
    Block,
    Bullets,
    Cell,
    Chart,
    Framed,
    Gap,
    Head,
    Heading,
    Number,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
    Text,
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="420" height="120" viewBox="0 0 420 120">'
    '<rect x="10" y="20" width="300" height="24" fill="#1f6f4a"/><rect x="10" y="60" width="120" height="24" fill="#b3261e"/>'
    '<text x="320" y="38" font-family="Tinos" font-size="16">Đúng hạn</text></svg>'
)


def n(code: str, text: str) -> Number:
    return Number(code, text, href=f"/so-lieu/{code}?ky=2026-H1", fingerprint=f"dau-{code}")


def sentence(*parts: str | Run) -> Paragraph:
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def row(*cells: str | Number) -> tuple[Cell, ...]:
    return tuple((cell if isinstance(cell, Number) else Text(cell),) for cell in cells)


MEMBERS = sentence(
    "2. ",
    Text("Tổ chức, cán bộ, đảng viên.", italic=True),
    " Đảng bộ có ",
    n("party.cells", "56"),
    " chi bộ, ",
    n("party.members", "1.417"),
    " đảng viên (",
    n("party.official", "1.388"),
    " chính thức, ",
    n("party.probationary", "29"),
    " dự bị; nữ ",
    n("party.women", "463"),
    ", chiếm ",
    n("party.women_share", "32,67%"),
    "). Trong kỳ kết nạp ",
    n("party.admitted", "14"),
    " đảng viên, đạt ",
    n("party.admitted_share", "43,75%"),
    " chỉ tiêu năm; chuyển đến ",
    n("party.moved_in", "11"),
    ", chuyển đi ",
    n("party.moved_out", "08"),
    "; xóa tên ",
    n("party.struck_off", "01"),
    "; từ trần ",
    n("party.died", "08"),
    ". ",
    n("party.files_share", "99,22%"),
    " hồ sơ đảng viên đầy đủ; đổi thẻ cho ",
    n("party.cards", "1.380/1.388"),
    " đảng viên chính thức (",
    n("party.cards_share", "99,42%"),
    ").",
)

MEETINGS = sentence(
    "3. ",
    Text("Chất lượng sinh hoạt chi bộ.", italic=True),
    " Họp ",
    n("meetings.held", "333/336"),
    " buổi thường kỳ (",
    n("meetings.held_share", "99,11%"),
    "), ",
    n("meetings.on_day_3", "286"),
    " buổi đúng ngày 03 (",
    n("meetings.on_day_3_share", "85,89%"),
    "); đảng viên dự bình quân ",
    n("meetings.attendance", "90,83%"),
    ".",
)

CHANGES = Table(
    columns=("TT", "Chi bộ", "Đầu kỳ", "Tăng", "Giảm", "Cuối kỳ"),
    widths=(1, 6, 2, 1.5, 1.5, 2),
    numeric=(2, 3, 4, 5),
    totals=(3,),
    rows=(
        row("1", "Chi bộ thôn Đồng Vải Thượng", n("party.members.1", "42"), "2", "1", "43"),
        row("2", "Chi bộ Trường Trung học cơ sở Đồng Vải", n("party.members.2", "31"), "0", "0", "31"),
        row("3", "Chi bộ Công an xã", n("party.members.3", "18"), "1", "2", "17"),
        row("", "Cộng", "91", "3", "3", "91"),
    ),
)

TARGETS = Table(
    columns=("TT", "Chỉ tiêu", "Đơn vị", "Kế hoạch năm", "Thực hiện 6 tháng", "Tỷ lệ", "Ghi chú"),
    widths=(1, 7, 2, 2.4, 2.4, 2, 4),
    numeric=(3, 4, 5),
    rows=tuple(
        row(
            str(i),
            f"Chỉ tiêu số {i} của nghị quyết năm 2026 về phát triển kinh tế - xã hội",
            "%",
            "100",
            f"{40 + i}",
            f"{40 + i}%",
            "Số ước",
        )
        for i in range(1, 31)
    ),
)

BLOCKS: tuple[Block, ...] = (
    sentence(
        Gap("opening", "Bối cảnh 3–5 dòng: thuận lợi, khó khăn"),
    ),
    Heading(1, "PHẦN THỨ NHẤT\nKẾT QUẢ LÃNH ĐẠO THỰC HIỆN NHIỆM VỤ 6 THÁNG ĐẦU NĂM"),
    Heading(2, "I. Lãnh đạo phát triển kinh tế - xã hội, quốc phòng - an ninh"),
    Framed(
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã",
        date(2026, 6, 10),
        (
            sentence(
                "1. ",
                Text("Kinh tế.", italic=True),
                " Tổng giá trị sản xuất ước đạt ",
                n("economy.output", "934"),
                " tỷ đồng, bằng ",
                n("economy.output_share", "50,22%"),
                " kế hoạch năm.",
            ),
        ),
    ),
    Heading(2, "II. Công tác xây dựng Đảng và hệ thống chính trị"),
    MEMBERS,
    MEETINGS,
    CHANGES,
    Chart(SVG, "Biểu 1. Đơn giải quyết đúng hạn và quá hạn"),
    Heading(2, "III. Đánh giá chung"),
    Heading(3, "1. Hạn chế, tồn tại"),
    Bullets(
        (
            (n("petitions.overdue", "02"), Text(" đơn quá hạn, "), Gap("petitions.why", "lý do, biện pháp")),
            (Text("03 chỉ tiêu khó đạt."),),
        )
    ),
    Heading(1, "PHẦN THỨ HAI\nNHIỆM VỤ TRỌNG TÂM 6 THÁNG CUỐI NĂM"),
    Heading(2, "I. Dự báo tình hình"),
)

DRAFT = Paper(
    head=Head("ĐẢNG BỘ TỈNH SÔNG CẨM", "ĐẢNG ỦY XÃ ĐỒNG VẢI", "Số …-BC/ĐU", "Đồng Vải"),
    title_lines=(
        "BÁO CÁO",
        "sơ kết công tác 6 tháng đầu năm, nhiệm vụ trọng tâm",
        "6 tháng cuối năm 2026",
    ),
    made_on=date(2026, 6, 15),
    notes="Số liệu đảng viên, tổ chức đảng chốt đến hết ngày 15/6/2026; số liệu kinh tế - xã hội là số ước thực hiện 6 tháng, trừ nơi ghi rõ.",
    blocks=BLOCKS,
    signature=Signature("T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Đặng Hữu Thuần", note="(chữ ký số)"),
    recipients=(
        "Thường trực Tỉnh ủy (báo cáo)",
        "Văn phòng Tỉnh ủy, các ban đảng Tỉnh ủy",
        "Thường trực Đảng ủy, HĐND; lãnh đạo UBND, MTTQ xã",
        "Các chi bộ, đảng bộ trực thuộc",
        "Các đồng chí Đảng ủy viên",
        "Lưu Văn phòng Đảng ủy",
    ),
    appendices=(
        Appendix("PHỤ LỤC 1", "Tình hình thực hiện các chỉ tiêu năm 2026", (TARGETS,), wide=True),
        Appendix(
            "PHỤ LỤC 2",
            "Nhiệm vụ quá hạn",
            (Table(columns=("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Hạn"), rows=(), widths=(1, 5, 3, 2)),),
            note="(Kèm theo Báo cáo số 68-BC/ĐU của Đảng ủy xã)",
        ),
    ),
    draft=2,
    seal_note="Số liệu chốt ngày 15/6/2026; mã niêm sổ 4f1c 09ab 77de 2210.",
)

ISSUED = replace(
    DRAFT,
    head=replace(DRAFT.head, number="Số 68-BC/ĐU", day=date(2026, 6, 16)),
    blocks=(
        Heading(2, "II. Công tác xây dựng Đảng và hệ thống chính trị"),
        BLOCKS[3],
        MEMBERS,
        MEETINGS,
        CHANGES,
    ),
    draft=None,
)
