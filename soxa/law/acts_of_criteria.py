"""The acts that set what communes and villages are measured by: criteria of the new countryside, lists of digital transformation."""

from datetime import date

from soxa.law.acts import declared
from soxa.law.citation import Act
from soxa.law.force import Value, law

# By these no commune is newly recognised since the set of 2026–2030 is in force.
NEW_RULES = date(2026, 2, 15)

QD_318 = declared(
    Act(
        "QD_318",
        "318/QĐ-TTg",
        "Quyết định",
        date(2022, 3, 8),
        date(2022, 3, 8),
        NEW_RULES,
        "Bộ tiêu chí quốc gia về xã nông thôn mới và xã nông thôn mới nâng cao giai đoạn 2021–2025",
        confirmed=False,
    )
)
QD_319 = declared(
    Act(
        "QD_319",
        "319/QĐ-TTg",
        "Quyết định",
        date(2022, 3, 8),
        date(2022, 3, 8),
        NEW_RULES,
        "xã nông thôn mới kiểu mẫu giai đoạn 2021–2025",
        confirmed=False,
    )
)
QD_18_2022 = declared(
    Act(
        "QD_18_2022",
        "18/2022/QĐ-TTg",
        "Quyết định",
        about="điều kiện, trình tự, hồ sơ xét công nhận địa phương đạt chuẩn nông thôn mới",
        confirmed=False,
    )
)
QD_51_2025 = declared(
    Act(
        "QD_51_2025",
        "51/2025/QĐ-TTg",
        "Quyết định",
        date(2025, 12, 29),
        NEW_RULES,
        about="Bộ tiêu chí quốc gia về nông thôn mới giai đoạn 2026–2030",
    )
)
DIGITAL_PLAN = declared(
    Act(
        "DIGITAL_PLAN",
        "02-KH/BCĐTW",
        "Kế hoạch",
        about="theo dõi nhiệm vụ chuyển đổi số bằng ba mức xanh, vàng, đỏ",
        confirmed=False,
    )
)

PROGRAMME_2010 = declared(
    Act(
        "PROGRAMME_2010",
        "800/QĐ-TTg",
        "Quyết định",
        date(2010, 6, 4),
        date(2010, 6, 4),
        about="Chương trình mục tiêu quốc gia về xây dựng nông thôn mới giai đoạn 2010–2020",
        confirmed=False,
    )
)
FIRST_YEAR = law(
    "rural.first_year",
    "Năm đầu của Chương trình mục tiêu quốc gia xây dựng nông thôn mới",
    "năm",
    Value(amount=2010, since=date(2010, 6, 4), cite=PROGRAMME_2010.at(""), confirmed=False),
)
ADVANCED_AFTER = law(
    "rural.advanced_after",
    "Xã nông thôn mới nâng cao phải là xã đã được công nhận",
    "danh hiệu",
    Value(amount="standard", since=date(2022, 3, 8), until=NEW_RULES, cite=QD_318.at(""), confirmed=False),
)
MODEL_AFTER = law(
    "rural.model_after",
    "Xã nông thôn mới kiểu mẫu phải là xã đã được công nhận",
    "danh hiệu",
    Value(
        amount="advanced",
        since=date(2022, 3, 8),
        until=NEW_RULES,
        cite=QD_319.at("điều kiện 1"),
        confirmed=False,
    ),
)
