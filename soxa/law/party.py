"""The numbers of the Party's rules on cells, probation, cards and age bands: dated and cited, without the rules using them."""

from dataclasses import dataclass
from datetime import date

from soxa.law.acts import CHARTER, HD_11, HD_12_MEMBERS, HD_38, QD_24, QD_232, QD_294
from soxa.law.citation import Citation
from soxa.law.force import Value, law
from soxa.law.periods import FOREVER

CHARTER_DAY = date(2011, 1, 19)  # the Charter in force was adopted; Congress XIV left it as it is


def _by_charter(amount: int, clause: str, *, confirmed: bool = True) -> Value:
    return Value(amount=amount, since=CHARTER_DAY, cite=CHARTER.at(clause), confirmed=confirmed)


def _by_regulation(amount: int, clause: str, *, seen: bool) -> tuple[Value, ...]:
    """The amount read in Quy định 24, carried over to the two regulations after it; `seen` says it was read there too."""
    old, middle, now = date(2021, 7, 30), date(2025, 1, 20), date(2025, 7, 1)
    return (
        Value(amount=amount, since=old, until=middle, cite=QD_24.at(clause), confirmed=True),
        Value(amount=amount, since=middle, until=now, cite=QD_232.at(clause), confirmed=seen),
        Value(amount=amount, since=now, until=FOREVER, cite=QD_294.at(clause), confirmed=seen),
    )


CELL_MINIMUM = law(
    "party.cell_minimum",
    "Số đảng viên chính thức tối thiểu của chi bộ",
    "đảng viên chính thức",
    _by_charter(3, "Điều 21"),
)
CELL_CONSENT_ABOVE = law(
    "party.cell_consent_above",
    "Chi bộ trực thuộc có hơn số đảng viên này phải được cấp trên đồng ý",
    "đảng viên",
    _by_charter(30, "Điều 21 khoản 5"),
)
# From 30 members a grassroots organisation is a đảng bộ; whether a given village cell is one is for the office to say,
# so a warning on this number is off until the commune turns it on.
GRASSROOTS_COMMITTEE_FROM = law(
    "party.grassroots_committee_from",
    "Tổ chức cơ sở đảng có từ số đảng viên này thì lập đảng bộ cơ sở",
    "đảng viên",
    _by_charter(30, "Điều 21", confirmed=False),
)
CELL_COMMITTEE_FROM = law(
    "party.cell_committee_from",
    "Chi bộ có từ số đảng viên chính thức này thì bầu chi ủy",
    "đảng viên chính thức",
    _by_charter(9, "Điều 24"),
)
CELL_COMMITTEE_MAXIMUM = law(
    "party.cell_committee_maximum",
    "Số chi ủy viên tối đa của chi bộ",
    "chi ủy viên",
    *_by_regulation(7, "", seen=True),
)
PROBATION_MONTHS = law(
    "party.probation_months",
    "Thời gian dự bị, tính từ ngày làm lễ kết nạp",
    "tháng",
    _by_charter(12, "Điều 5"),
)
RECOGNITION_DAYS = law(
    "party.recognition_days",
    "Thời hạn chi bộ xét công nhận đảng viên chính thức khi hết 12 tháng dự bị",
    "ngày làm việc",
    *_by_regulation(30, "mục 4", seen=False),
)
# Only the year 2022 of the older guidance is known, and whether the card of the 2025 exchange keeps its number is not.
CARD_NUMBER = law(
    "party.card_number",
    "Dạng số thẻ đảng viên, mỗi chữ N là một chữ số",
    "dạng số",
    Value(
        amount="NN.NNNNNN",
        since=date(2022, 1, 1),
        until=date(2025, 9, 29),
        cite=HD_12_MEMBERS.at("mục II.2"),
        confirmed=True,
    ),
    Value(amount="NN.NNNNNN", since=date(2025, 9, 29), cite=HD_38.at(""), confirmed=False),
)


@dataclass(frozen=True)
class AgeBand:
    """Ages from `first` to `last` completed years, both included; `last` is None for the open band."""

    first: int
    last: int | None
    title: str

    def __contains__(self, age: int) -> bool:
        return self.first <= age and (self.last is None or age <= self.last)


AGE_BANDS = (
    AgeBand(18, 30, "18–30"),
    AgeBand(31, 35, "31–35"),
    AgeBand(36, 40, "36–40"),
    AgeBand(41, 45, "41–45"),
    AgeBand(46, 50, "46–50"),
    AgeBand(51, 55, "51–55"),
    AgeBand(56, 60, "56–60"),
    AgeBand(61, None, "trên 60"),
)
AGE_BANDS_CITE: Citation = HD_11.at("")
AGE_BANDS_CONFIRMED = False  # a two-tier successor of the statistics guidance has not been seen

# --- congresses ---

# Whether a village cell directly under the commune keeps the shorter term is for the province to say: see the setting
# beside the room; a pilot of one congress in five years was announced with Quy định 294.
CELL_CONGRESS_MONTHS = law(
    "party.cell_congress_months",
    "Nhiệm kỳ đại hội chi bộ",
    "tháng",
    _by_charter(30, "Điều 24"),
)
CELL_CONGRESS_SHIFT = law(
    "party.cell_congress_shift",
    "Đại hội chi bộ sớm hoặc muộn nhiều nhất, khi cấp trên đồng ý",
    "tháng",
    _by_charter(6, "Điều 24"),
)
COMMUNE_CONGRESS_MONTHS = law(
    "party.commune_congress_months",
    "Nhiệm kỳ đại hội Đảng bộ xã",
    "tháng",
    _by_charter(60, "", confirmed=False),
)
COMMUNE_CONGRESS_SHIFT = law(
    "party.commune_congress_shift",
    "Đại hội Đảng bộ xã sớm hoặc muộn nhiều nhất, khi cấp trên đồng ý",
    "tháng",
    _by_charter(12, "", confirmed=False),
)
CONGRESS_PRESENT = law(
    "party.congress_present",
    "Đại hội hợp lệ khi có mặt ít nhất số phần này của đảng viên chính thức được triệu tập",
    "phần",
    Value(amount="2/3", since=CHARTER_DAY, cite=CHARTER.at("Điều 24"), confirmed=False),
)
