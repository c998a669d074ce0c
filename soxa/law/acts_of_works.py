"""The acts on public works, their supervision by the community, and products of the programme OCOP, with the values they fix."""

from datetime import date

from soxa.law.acts import declared
from soxa.law.citation import Act
from soxa.law.force import Value, law

PUBLIC_INVESTMENT_2019 = declared(
    Act(
        "PUBLIC_INVESTMENT_2019", "39/2019/QH14", "Luật Đầu tư công", date(2019, 6, 13), date(2020, 1, 1),
        date(2025, 1, 1), confirmed=False,
    )
)  # fmt: skip
PUBLIC_INVESTMENT = declared(
    Act(
        "PUBLIC_INVESTMENT", "58/2024/QH15", "Luật Đầu tư công", date(2024, 11, 29), date(2025, 1, 1),
        confirmed=False,
    )
)  # fmt: skip
OCOP_148 = declared(
    Act(
        "OCOP_148", "148/QĐ-TTg", "Quyết định", date(2023, 2, 24), date(2023, 2, 24),
        about="Bộ tiêu chí và quy trình đánh giá, phân hạng sản phẩm OCOP",
    )
)  # fmt: skip
OCOP_1489 = declared(
    Act(
        "OCOP_1489", "1489/QĐ-TTg", "Quyết định", date(2025, 7, 6), date(2025, 7, 6),
        about="sửa đổi quy trình đánh giá, phân hạng sản phẩm OCOP theo chính quyền hai cấp",
    )
)  # fmt: skip

WORKS_PAID_AFTER = law(
    "works.paid_after",
    "Vốn kế hoạch của một năm còn được giải ngân sau năm ấy",
    "tháng",
    Value(amount=1, since=date(2020, 1, 1), until=date(2025, 1, 1), cite=PUBLIC_INVESTMENT_2019.at(""), confirmed=False),
    Value(amount=1, since=date(2025, 1, 1), cite=PUBLIC_INVESTMENT.at(""), confirmed=False),
)  # fmt: skip
OCOP_STARS = law(
    "ocop.stars",
    "Điểm thấp nhất của hạng năm, bốn, ba, hai sao OCOP",
    "điểm",
    Value(amount="90, 70, 50, 30", since=date(2023, 2, 24), cite=OCOP_148.at(""), confirmed=True),
)
OCOP_POINTS = law(
    "ocop.points",
    "Điểm cao nhất của phần A (sản phẩm và sức mạnh cộng đồng), B (tiếp thị), C (chất lượng)",
    "điểm",
    Value(amount="40, 25, 35", since=date(2023, 2, 24), cite=OCOP_148.at(""), confirmed=True),
)
OCOP_MONTHS = law(
    "ocop.months",
    "Giấy chứng nhận OCOP có giá trị",
    "tháng",
    Value(amount=36, since=date(2023, 2, 24), cite=OCOP_148.at(""), confirmed=False),
)
OCOP_THREE_STARS_BY = law(
    "ocop.three_stars_by",
    "Ai quyết định sản phẩm OCOP ba sao",
    "cơ quan",
    Value(
        amount="Ủy ban nhân dân cấp huyện", since=date(2023, 2, 24), until=date(2025, 7, 6), cite=OCOP_148.at(""),
        confirmed=True,
    ),
    Value(amount="Ủy ban nhân dân cấp tỉnh", since=date(2025, 7, 6), cite=OCOP_1489.at(""), confirmed=True),
)  # fmt: skip
