"""The limits on transfers of Party membership and on temporary exemption: dated and cited, without the rules using them."""

from datetime import date

from soxa.law.acts import HD_01, HD_06, QD_24, QD_294
from soxa.law.citation import Citation
from soxa.law.force import Value, law
from soxa.law.party import CHARTER_DAY
from soxa.law.periods import FOREVER

_NOW = date(2025, 7, 1)


def _carried(amount: int, cite: Citation, *, old: str) -> tuple[Value, ...]:
    """Read in the regulation in force; for acts under the one before it the same number stands unconfirmed."""
    return (
        Value(amount=amount, since=CHARTER_DAY, until=_NOW, cite=QD_24.at(old), confirmed=False),
        Value(amount=amount, since=_NOW, until=FOREVER, cite=cite, confirmed=True),
    )


TRANSFER_START_DAYS = law(
    "party.transfer_start_days",
    "Thời hạn làm thủ tục chuyển sinh hoạt đảng chính thức",
    "ngày làm việc",
    *_carried(60, QD_294.at("mục 6.3.1"), old="mục 6"),
)
TRANSFER_PRESENT_DAYS = law(
    "party.transfer_present_days",
    "Thời hạn xuất trình giấy giới thiệu với chi ủy nơi chuyển đến",
    "ngày làm việc",
    *_carried(30, QD_294.at("mục 6.3.1"), old="mục 6"),
)
TEMPORARY_EXEMPTION_MONTHS = law(
    "party.temporary_exemption_months",
    "Tạm miễn sinh hoạt chỉ khi đi dưới số tháng này",
    "tháng",
    Value(amount=12, since=CHARTER_DAY, until=_NOW, cite=HD_01.at("mục 10.3"), confirmed=True),
    Value(amount=12, since=_NOW, cite=HD_06.at(""), confirmed=False),
)
