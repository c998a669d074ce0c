"""The numbers of the rules on Party dues: rates by who pays, wages and ages they hang on, exemptions and reductions."""

from datetime import date
from decimal import Decimal

from soxa.law.acts import ND_135, ND_293, QD_01_DUES, QD_24, QD_232, QD_294
from soxa.law.citation import Citation
from soxa.law.force import Law, Value, law
from soxa.law.periods import FOREVER

# the regulation is of 3 February 2026; of January one Party committee's notice says that it does not hold yet
BEGUN, NOTICED, RAISED = date(2026, 1, 1), date(2026, 2, 1), date(2028, 1, 1)
_RATES, _FREE, _LESS = (
    QD_01_DUES.at(f"về {words}") for words in ("mức đóng đảng phí", "miễn đóng đảng phí", "giảm mức đóng")
)


def _amount(amount: Decimal | int | str, cite: Citation, until: date = FOREVER) -> tuple[Value, Value]:
    """An amount from January 2026: not confirmed for that month, confirmed from the next."""
    return (
        Value(amount=amount, since=BEGUN, until=NOTICED, cite=cite, confirmed=False),
        Value(amount=amount, since=NOTICED, until=until, cite=cite, confirmed=True),
    )


def _rate(amount: str, until: date = FOREVER) -> tuple[Value, Value]:
    return _amount(Decimal(amount), _RATES, until)


def _raised(amount: str) -> Value:
    return Value(amount=Decimal(amount), since=RAISED, cite=_RATES, confirmed=True)


RATE_INSURED = law(
    "party.dues_rate_insured",
    "Đảng phí của đảng viên đóng bảo hiểm xã hội bắt buộc, tính trên tiền lương đóng bảo hiểm của tháng trước",
    "%",
    *_rate("1"),
)
RATE_ON_LEAVE = law(
    "party.dues_rate_on_leave",
    "Đảng phí của đảng viên nghỉ ốm đau, thai sản, tính trên trợ cấp do bảo hiểm xã hội chi trả",
    "%",
    *_rate("1"),
)
RATE_PENSIONER = law(
    "party.dues_rate_pensioner",
    "Đảng phí của đảng viên hưởng lương hưu, tính trên lương hưu",
    "%",
    *_rate("0.5"),
)
RATE_WORKING_AGE = law(
    "party.dues_rate_working_age",
    "Đảng phí của đảng viên không hưởng lương hưu, chưa đến tuổi nghỉ hưu, tính trên lương tối thiểu vùng",
    "%",
    *_rate("0.3", RAISED),
    _raised("0.5"),
)
RATE_RETIRED_AGE = law(
    "party.dues_rate_retired_age",
    "Đảng phí của đảng viên không hưởng lương hưu, đã đến tuổi nghỉ hưu, tính trên lương tối thiểu vùng",
    "%",
    *_rate("0.2", RAISED),
    _raised("0.3"),
)
STUDENT_DUES = law(
    "party.dues_student",
    "Đảng phí của đảng viên là học sinh, sinh viên",
    "đồng một tháng",
    *_amount(5_000, _RATES),
)

REGIONS = ("I", "II", "III", "IV")
_WAGES = {"I": 5_310_000, "II": 4_730_000, "III": 4_140_000, "IV": 3_700_000}
# the amounts are remembered, not read; next year's are to be added when they are decreed
MINIMUM_WAGE: dict[str, Law] = {
    region: law(
        f"party.minimum_wage_{region.lower()}",
        f"Lương tối thiểu tháng vùng {region}",
        "đồng",
        Value(amount=wage, since=BEGUN, cite=ND_293.at("Điều 3"), confirmed=False),
    )
    for region, wage in _WAGES.items()
}


def _ladder(first: int, step: int, last: int) -> tuple[Value, ...]:
    """Ages in months, a row a year from 2021, each `step` months higher until `last` is reached and stays."""
    rows, age, year = [], first, 2021
    while age < last:
        rows.append(_age(age, date(year, 1, 1), date(year + 1, 1, 1)))
        age, year = age + step, year + 1
    return (*rows, _age(last, date(year, 1, 1), FOREVER))


def _age(months: int, since: date, until: date) -> Value:
    return Value(amount=months, since=since, until=until, cite=ND_135.at("Điều 4"), confirmed=False)


RETIREMENT_AGE: dict[str, Law] = {
    "M": law(
        "party.retirement_age_men", "Tuổi nghỉ hưu của nam trong điều kiện bình thường", "tháng tuổi",
        *_ladder(60 * 12 + 3, 3, 62 * 12),
    ),
    "F": law(
        "party.retirement_age_women", "Tuổi nghỉ hưu của nữ trong điều kiện bình thường", "tháng tuổi",
        *_ladder(55 * 12 + 4, 4, 60 * 12),
    ),
}  # fmt: skip

FREE_FROM_PARTY_AGE = law(
    "party.dues_free_from_party_age",
    "Miễn đảng phí khi đủ tuổi Đảng này",
    "năm tuổi Đảng",
    *_amount(50, _FREE),
)
REDUCTIONS = law(
    "party.dues_reductions",
    "Các mức giảm đảng phí",
    "%",
    *_amount("30, 50, 70", _LESS),
)
REDUCTION_MONTHS = law(
    "party.dues_reduction_months",
    "Thời hạn dài nhất của một lần giảm đảng phí",
    "tháng",
    *_amount(12, _LESS),
)
ARREARS_CONSIDERED = law(
    "party.dues_arrears_considered",
    "Số tháng trong năm không đóng đảng phí, không có lý do chính đáng, thì chi bộ xem xét",
    "tháng",
    *(
        Value(amount=3, since=since, until=until, cite=text.at("mục 8.1"), confirmed=text is QD_24)
        for text, since, until in (
            (QD_24, date(2021, 7, 30), date(2025, 1, 20)),
            (QD_232, date(2025, 1, 20), date(2025, 7, 1)),
            (QD_294, date(2025, 7, 1), BEGUN),
        )
    ),
    *_amount(3, QD_01_DUES.at("về đảng viên không đóng đảng phí")),
)
# the share is nowhere read: it is a setting, empty until somebody who has the text writes it
SPLIT_CITE: Citation = QD_01_DUES.at("về tỷ lệ trích giữ lại")
