"""The Party's rules on one member and one cell: Party age, end of probation, age bands, card numbers, what a cell lacks."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from soxa.law.acts import CHARTER, HD_06, HD_11, HD_12_MEMBERS, HD_38, QD_24, QD_294
from soxa.law.citation import Citation, cites
from soxa.law.partial import PartialDate
from soxa.law.party import (
    AGE_BANDS,
    CARD_NUMBER,
    CELL_COMMITTEE_FROM,
    CELL_COMMITTEE_MAXIMUM,
    CELL_CONSENT_ABOVE,
    CELL_MINIMUM,
    CHARTER_DAY,
    GRASSROOTS_COMMITTEE_FROM,
    PROBATION_MONTHS,
    AgeBand,
)
from soxa.law.periods import add_months, completed_years

BAD, WARN, QUIET = "bad", "warn", "quiet"


@dataclass(frozen=True)
class PartyAge:
    """Completed years of Party age and what they were counted from.

    `years` is None for a member not yet official, or when no date is known; `basis` is "decision", "admission" (the
    decision is missing, so the day of joining on the card stands in for it) or "" when there is nothing to count from.
    """

    years: int | None
    counted_from: PartialDate | None = None
    basis: str = ""
    days_outside: int = 0


@cites(QD_24.at("mục 3"), QD_294.at("mục 4"))
def party_age(
    decision: PartialDate | None,
    recognised: PartialDate | None,
    *,
    on: date,
    admitted: PartialDate | None = None,
    days_outside: int = 0,
) -> PartyAge:
    """Party age at the end of `on`: completed years since the admission decision was signed, less the days outside.

    Only a member recognised by that day has one. Time outside is taken off in days; no text says otherwise.
    """
    basis = "decision" if decision else "admission" if admitted else ""
    start = decision or admitted
    if start is None or not is_official(recognised, on):
        return PartyAge(None, start, basis, days_outside)
    if start.exact is not None:
        years = completed_years(start.exact + timedelta(days=days_outside), on)
    else:
        years = start.age_on(on - timedelta(days=days_outside))
    return PartyAge(max(years, 0), start, basis, days_outside)


@cites(CHARTER.at("Điều 5"))
def is_official(recognised: PartialDate | None, on: date) -> bool:
    """Whether the member is official at the end of `on`: recognised on that day or before it."""
    return recognised is not None and recognised.number <= PartialDate.exactly(on).number


@cites(CHARTER.at("Điều 5"), QD_24.at("mục 4"))
def recognition_due(ceremony: PartialDate | None) -> date | None:
    """The day a probationary member becomes official: the months of probation after the ceremony, however late the vote.

    None when the ceremony is not known to the day, or took place before the Charter in force: older generations had
    other lengths of probation, and their dates are not recomputed.
    """
    day = ceremony.exact if ceremony else None
    if day is None or day < CHARTER_DAY:
        return None
    return add_months(day, PROBATION_MONTHS.count_on(day))


@cites(HD_11.at(""))
def age_band(born: PartialDate | None, on: date) -> AgeBand | None:
    """The statistics' age band at the end of `on`; None when the birth year is unknown or the age is below every band."""
    if born is None:
        return None
    age = born.age_on(on)
    return next((band for band in AGE_BANDS if age in band), None)


@cites(HD_12_MEMBERS.at("mục II.2"), HD_38.at(""))
def card_digits(text: str, on: date) -> str:
    """The digits of a card number written `12.345678`, `12.345.678` or `12345678`; ValueError in words for anything else."""
    form = str(CARD_NUMBER.on(on).amount)
    length = form.count("N")
    written = text.strip()
    digits = re.sub(r"[.\s]", "", written)
    if not re.fullmatch(rf"[0-9]{{{length}}}", digits) or not re.fullmatch(r"[0-9]+([. ][0-9]+)*", written):
        raise ValueError(f"Số thẻ “{written}” không đúng: phải đủ {length} chữ số, viết theo dạng {form}.")
    return digits


@cites(HD_12_MEMBERS.at("mục II.2"), HD_38.at(""))
def card_text(digits: str, on: date) -> str:
    """A card number as printed, NN.NNNNNN; digits that do not fill the form (an older card) are left as they are."""
    form = str(CARD_NUMBER.on(on).amount)
    if len(digits) != form.count("N"):
        return digits
    left = iter(digits)
    return "".join(next(left) if mark == "N" else mark for mark in form)


@dataclass(frozen=True)
class CellFacts:
    """What a cell is judged by on a day: its people, its committee, the superior's consent, whether it is a grassroots body.

    `grassroots` is None where nobody has said. `warn_grassroots` is the commune's own choice to be warned when a
    grassroots cell reaches the size from which the Charter speaks of a grassroots Party committee, and
    `consent_of_grassroots` to ask such a cell, too, for the consent that it asks of cells under a grassroots committee.
    """

    official: int
    probationary: int
    has_committee: bool
    committee_size: int = 0
    consent: bool = False
    grassroots: bool | None = None
    warn_grassroots: bool = False
    consent_of_grassroots: bool = False

    @property
    def members(self) -> int:
        """Official and probationary members together."""
        return self.official + self.probationary


@dataclass(frozen=True)
class Finding:
    """One thing a cell's page must say: how serious, which finding, the number found, the limit, and the law."""

    level: str
    code: str
    found: int
    limit: int
    cite: Citation


TOO_FEW, COMMITTEE_TOO_LARGE = "too_few_official", "committee_too_large"
NO_COMMITTEE, NO_CONSENT = "no_committee", "no_consent"
GRASSROOTS_LARGE, GRASSROOTS_UNASKED = "grassroots_large", "grassroots_unasked"


@cites(
    CHARTER.at("Điều 21"), CHARTER.at("Điều 21 khoản 5"), CHARTER.at("Điều 24"), QD_294.at(""), HD_06.at("")
)
def cell_findings(facts: CellFacts, on: date) -> tuple[Finding, ...]:
    """What the rules in force on the day say against a cell, the most serious first; nothing for one in order.

    A cell with fewer official members than elect a committee is right to have none.
    """
    size, people = facts.committee_size, facts.members
    fewest, largest = CELL_MINIMUM.on(on), CELL_COMMITTEE_MAXIMUM.on(on)
    elects, agreed = CELL_COMMITTEE_FROM.on(on), CELL_CONSENT_ABOVE.on(on)
    committee_from = GRASSROOTS_COMMITTEE_FROM.on(on)
    asked = facts.grassroots is not True or facts.consent_of_grassroots
    grown = facts.warn_grassroots and facts.grassroots is True and people >= int(committee_from.amount)
    rows = (
        (BAD, TOO_FEW, facts.official, fewest, facts.official < int(fewest.amount)),
        (BAD, COMMITTEE_TOO_LARGE, size, largest, size > int(largest.amount)),
        (
            WARN,
            NO_COMMITTEE,
            facts.official,
            elects,
            facts.official >= int(elects.amount) and not facts.has_committee,
        ),
        (WARN, NO_CONSENT, people, agreed, asked and people > int(agreed.amount) and not facts.consent),
        (WARN, GRASSROOTS_LARGE, people, committee_from, grown and not facts.consent),
        (QUIET, GRASSROOTS_UNASKED, people, agreed, facts.grassroots is None),
    )
    return tuple(
        Finding(level, code, found, int(limit.amount), limit.cite)
        for level, code, found, limit, so in rows
        if so
    )
