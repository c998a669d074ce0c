"""What verifying or sending back a result changes: which result of an indicator stands from when to when."""

from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.flow import Refused
from soxa.kernel.locks import one_at_a_time
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.law.periods import FOREVER
from soxa.org.models import Account
from soxa.values.criteria.counting import ask_of
from soxa.values.criteria.models import CriterionResult
from soxa.values.criteria.places import places_of
from soxa.values.criteria.wordings import nearest, wordings_of
from soxa.values.criteria.words import asked_text

Facts = dict[str, Any]


def person_of(account_id: int | None) -> int | None:
    """The person behind an account."""
    if account_id is None:
        return None
    found = Account.objects.filter(pk=account_id).values_list("person_id", flat=True).first()
    return int(found) if found else None


def verify(case: CriterionResult, facts: Facts, entry: Entry) -> None:
    """The result counts from the day it was assessed; what stood that day or after it gives way or is laid behind it."""
    if facts["on"] < case.since:
        said = _("Ngày thẩm định không trước ngày đánh giá {day}.")
        raise Refused(said.format(day=day_text(case.since)))
    unit_id: int = case.unit_id  # type: ignore[attr-defined]
    indicator = nearest(wordings_of(case.indicator_id), case.since)  # type: ignore[attr-defined]
    ask = ask_of(indicator, places_of(unit_id, case.since), case.since.year)
    if asked_text(indicator, ask) != case.asked:
        raise Refused(
            _("Mức của chỉ tiêu đã đổi từ “{was}” thành “{now}” sau khi đánh giá. Trả lại để đánh giá theo mức mới.").format(
                was=case.asked, now=asked_text(indicator, ask)
            )
        )  # fmt: skip
    case.verified_by_id = facts.get("by") or person_of(entry.account_id)  # type: ignore[attr-defined]
    if case.verified_by_id is None or case.verified_by_id == case.assessor_id:  # type: ignore[attr-defined]
        raise Refused(_("Người thẩm định phải là người khác người đánh giá."))
    case.verified_on, case.remark = facts["on"], facts.get("remark", "")
    _lay(case, entry)


def _lay(case: CriterionResult, entry: Entry) -> None:
    """Lay the verified results of an indicator one behind the other by the day they were assessed; of one day the later stands."""
    one_at_a_time(CriterionResult)
    same = CriterionResult.objects.filter(unit_id=case.unit_id, indicator_id=case.indicator_id)  # type: ignore[attr-defined]
    verified = same.filter(state=CriterionResult.VERIFIED).exclude(pk=case.pk)
    chain = sorted([*verified, case], key=lambda one: (one.since, one.pk))
    # all step aside first: two of one indicator are never both in force
    for one in verified:
        CriterionResult.objects.filter(pk=one.pk).moved(entry, until=one.since, replaced_by=None)
    for one, after in zip(chain, [*chain[1:], None], strict=True):
        until, next_key = (after.since, after.pk) if after else (FOREVER, None)
        if one is case:
            case.until, case.replaced_by_id = until, next_key  # type: ignore[attr-defined]
        else:
            CriterionResult.objects.filter(pk=one.pk).moved(entry, until=until, replaced_by_id=next_key)


def send_back(case: CriterionResult, facts: Facts, entry: Entry) -> None:
    """The result counts for nothing; what is missing is said."""
    case.remark = facts["remark"]
