"""What a commune is recognised as, by which sets of criteria, and as what it must have been recognised before."""

from datetime import date

from soxa.law.acts_of_criteria import (
    ADVANCED_AFTER,
    FIRST_YEAR,
    MODEL_AFTER,
    PROGRAMME_2010,
    QD_18_2022,
    QD_51_2025,
    QD_318,
    QD_319,
)
from soxa.law.citation import cites
from soxa.law.force import NotInForce

STANDARD, ADVANCED, MODEL = "standard", "advanced", "model"
# code of a set of criteria, whoever made the version → what a commune that meets it is recognised as
OF_SET = {
    "rural.commune": STANDARD,
    "rural.commune_advanced": ADVANCED,
    "rural.commune_model": MODEL,
}
_AFTER = {ADVANCED: ADVANCED_AFTER, MODEL: MODEL_AFTER}


@cites(QD_318.at(""), QD_319.at(""), QD_51_2025.at(""))
def recognised_as(set_code: str) -> str:
    """What a commune that meets a set is proposed for; empty for sets by which nobody is recognised."""
    return OF_SET.get(set_code, "")


@cites(QD_318.at(""), QD_319.at(""))
def needed_before(kind: str, on: date) -> str:
    """As what a commune must stand recognised already; empty where nothing is known to be asked on the day."""
    try:
        return str(_AFTER[kind].on(on).amount) if kind in _AFTER else ""
    except NotInForce:
        return ""


@cites(PROGRAMME_2010.at(""))
def first_year(on: date) -> int:
    """The first year on which a commune may have been recognised; NotInForce before the programme was approved."""
    return FIRST_YEAR.count_on(on)


@cites(QD_18_2022.at(""), PROGRAMME_2010.at(""))
def year_fits(year: int, decided: date) -> bool:
    """Whether a decision may be on a year: one that has begun, since the programme did."""
    try:
        return first_year(decided) <= year <= decided.year
    except NotInForce:
        return False
