"""The acts on how committees, councils and people's committees work and meet voters."""

from datetime import date

from soxa.law.acts import declared
from soxa.law.citation import Act

WORKING_304 = declared(
    Act(
        "WORKING_304",
        "304-QĐ/TW",
        "Quy định",
        about="quy chế làm việc mẫu của cấp ủy cấp xã",
        confirmed=False,
    )
)
LOCAL_GOVERNMENT = declared(
    Act(
        "LOCAL_GOVERNMENT",
        "72/2025/QH15",
        "Luật Tổ chức chính quyền địa phương",
        since=date(2025, 6, 16),
        confirmed=False,
    )
)
ND_315 = declared(
    Act(
        "ND_315",
        "315/2025/NĐ-CP",
        "Nghị định",
        about="quy chế làm việc mẫu của Ủy ban nhân dân",
        confirmed=False,
    )
)
VOTERS_72 = declared(
    Act(
        "VOTERS_72",
        "72/2025/NQLT/UBTVQH15-CP-ĐCTUBTWMTTQVN",
        "Nghị quyết liên tịch",
        date(2025, 2, 20),
        about="tiếp xúc cử tri",
    )
)
NQ_21 = declared(
    Act(
        "NQ_21",
        "21-NQ/TW",
        "Nghị quyết",
        date(2022, 6, 16),
        about="tăng cường củng cố, xây dựng tổ chức cơ sở đảng và nâng cao chất lượng đội ngũ đảng viên",
        confirmed=False,
    )
)
