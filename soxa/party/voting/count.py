"""Who may vote in a cell on a day, read from dated rows, and a vote turned into a row."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.models import Entry
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.refusal import Refused
from soxa.law.acts import QD_294
from soxa.law.citation import Citation
from soxa.law.force import Law
from soxa.law.numbers import count_text
from soxa.party.models import Exemption, Membership
from soxa.party.voting.models import Ballot
from soxa.party.voting.rules import Cast, Electorate, fault

LEAVES_OUT_ABSENT = declare(
    Preference(
        "party.vote_leaves_out_absent",
        gettext_lazy("Không tính vào mẫu số biểu quyết người vắng do miễn sinh hoạt, tạm đi, đình chỉ"),
        True,
        "switch",
        gettext_lazy("Người được miễn mà đến dự thì vẫn tính. Biên bản luôn ghi cả hai cách tính."),
        QD_294.at(""),
        confirmed=False,
    )
)
Row = TypeVar("Row", bound=Ballot)


@dataclass(frozen=True)
class Measure:
    """How many must agree: the law's share, and whether it is to be reached or exceeded."""

    share: Law
    count: Callable[[int, str], int]

    def of(self, n: int, on: date) -> int:
        """The fewest of `n` that suffice on a day."""
        return self.count(n, str(self.share.on(on).amount))

    def cite(self, on: date) -> Citation:
        """The clause on a day."""
        return self.share.on(on).cite


def electorate(unit_id: int, on: date) -> Electorate:
    """Official members at home in a cell at the end of a day, with those eased or away and those suspended: two queries."""
    home = Membership.objects.home().filter(
        Membership.standing(on), Membership.official_by(on), unit_id=unit_id
    )
    members = set(home.values_list("member_id", flat=True))
    eased: dict[int, set[str]] = {}
    rows = Exemption.objects.filter(Exemption.standing(on), member_id__in=home.values("member_id"))
    for member_id, kind in rows.values_list("member_id", "kind"):
        eased.setdefault(member_id, set()).add(kind)
    suspended = sum(Exemption.SUSPENDED in kinds for kinds in eased.values())
    return Electorate(len(members), len(eased) - suspended, suspended)


def counted(facts: dict[str, Any], body: str, unit_id: int, on: date) -> tuple[Electorate, Cast]:
    """Who might vote and what was cast, from a form's facts; Refused in words for a count that cannot be."""
    who = electorate(unit_id, on) if body == Ballot.CELL else Electorate(facts["size"])
    cast = Cast(
        facts["present"], facts["ayes"], facts["noes"] or 0, facts["blank"] or 0, facts.get("eased_present") or 0
    )  # fmt: skip
    if not who.official:
        raise Refused(_("Ngày này chi bộ không có đảng viên chính thức nào có quyền biểu quyết."))
    if why := fault(who, cast):
        raise Refused(why)
    return who, cast


def ballot(row: Row, facts: dict[str, Any], unit_id: int, measure: Measure) -> Row:
    """The row filled with the count of its body on its day, not yet saved; Refused in words."""
    on: date = facts["on"]
    who, cast = counted(facts, row.body, unit_id, on)
    leaves_out = bool(value_of(LEAVES_OUT_ABSENT, on=on))
    row.on, row.official = on, who.official
    row.counted = who.counted(cast.eased_present, leaves_out_absent=leaves_out)
    row.needed, row.needed_of_all = measure.of(row.counted, on), measure.of(who.official, on)
    row.present, row.ayes, row.noes, row.blank = cast.present, cast.ayes, cast.noes, cast.blank
    row.passed = cast.ayes >= row.needed
    row.way, row.paper = facts["way"], facts.get("paper", "")
    return row


def told(row: Ballot) -> dict[str, Any]:
    """What the journal keeps of a vote: numbers alone."""
    return {"ayes": row.ayes, "needed": row.needed, "counted": row.counted, "official": row.official}


def of_ballot(row: Ballot) -> dict[str, Any]:
    """The facts of a step that is a vote: the row itself, its day and paper, and what the journal keeps."""
    return {"ballot": row, "on": row.on, "paper": row.paper, **told(row)}


def kept(case: Any, facts: dict[str, Any], entry: Entry) -> Any:
    """The effect of such a step: the row counted before it is kept, and answered."""
    row: Ballot = facts["ballot"]
    row.entry = entry
    row.save(force_insert=True)
    return row


def words(row: Ballot) -> str:
    """The count in a sentence, both ways of counting."""
    said = _("Tán thành {ayes}/{counted}, cần {needed}; có mặt {present}, không tán thành {noes}.").format(
        ayes=count_text(row.ayes), counted=count_text(row.counted), needed=count_text(row.needed),
        present=count_text(row.present), noes=count_text(row.noes),
    )  # fmt: skip
    if row.counted != row.official:
        said += " " + _("Tính trên tổng số {official} thì cần {needed}.").format(
            official=count_text(row.official), needed=count_text(row.needed_of_all)
        )
    return said


def base_words(unit_id: int, on: date, measure: Measure) -> str:
    """What a form says of the count before it is made."""
    who = electorate(unit_id, on)
    said = _("Ngày {day} chi bộ có {official} đảng viên chính thức: cần {needed}.").format(
        day=f"{on:%d/%m/%Y}", official=count_text(who.official), needed=count_text(measure.of(who.official, on))
    )  # fmt: skip
    if not (who.eased or who.suspended):
        return said
    left = who.counted()
    return said + " " + _(
        "Trong đó {eased} đồng chí được miễn, tạm miễn hoặc tạm đi, {suspended} bị đình chỉ; nếu các đồng chí này vắng, "
        "tính trên {left}: cần {needed}."
    ).format(
        eased=who.eased, suspended=who.suspended, left=count_text(left), needed=count_text(measure.of(left, on))
    )  # fmt: skip
