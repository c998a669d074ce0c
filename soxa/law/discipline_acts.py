"""The Party's texts on inspection, violations and penalties, in their turn."""

from datetime import date

from soxa.law.acts import Act, declared

QD_30 = declared(
    Act(
        "QD_30",
        "30-QĐ/TW",
        "Quy định",
        until=date(2021, 7, 28),
        about="kiểm tra, giám sát và kỷ luật của Đảng",
        confirmed=False,
    )
)
QD_22 = declared(
    Act(
        "QD_22",
        "22-QĐ/TW",
        "Quy định",
        date(2021, 7, 28),
        date(2021, 7, 28),
        date(2025, 5, 30),
        "kiểm tra, giám sát và kỷ luật của Đảng",
    )
)
QD_102 = declared(
    Act(
        "QD_102",
        "102-QĐ/TW",
        "Quy định",
        until=date(2022, 7, 6),
        about="xử lý kỷ luật đảng viên vi phạm",
        confirmed=False,
    )
)
QD_296 = declared(
    Act("QD_296", "296-QĐ/TW", "Quy định", date(2025, 5, 30), about="kiểm tra, giám sát và kỷ luật của Đảng")
)
QD_69 = declared(
    Act(
        "QD_69",
        "69-QĐ/TW",
        "Quy định",
        date(2022, 7, 6),
        about="kỷ luật tổ chức đảng, đảng viên vi phạm",
        confirmed=False,
    )
)
QD_264 = declared(
    Act(
        "QD_264",
        "264-QĐ/TW",
        "Quy định",
        date(2025, 2, 14),
        about="sửa đổi Quy định 69-QĐ/TW",
        confirmed=False,
    )
)
