"""Nobody writes or decides his own case, nor reads what led to it: one rule for all the rooms that judge a member."""

from copy import copy
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.org.models import Account


def own_case(subject: Any, actor: Actor) -> str:
    """Why this actor does not act on a case (or a member): it is about himself; empty for anybody else's, and for programs.

    `subject` tells of whom it is by `person_id`, or by the `member` it names; asked once of the same subject.
    """
    if actor.account_id is None or (person_id := _person_of(subject)) is None:
        return ""
    kept: dict[int, bool] = subject.__dict__.setdefault("_own_case", {})
    if actor.account_id not in kept:
        kept[actor.account_id] = Account.objects.filter(pk=actor.account_id, person_id=person_id).exists()
    if not kept[actor.account_id]:
        return ""
    return _(
        "Đây là việc của chính đồng chí: không ai tự ghi, tự quyết định việc của mình; để người khác ghi sổ."
    )


def is_about(case: Any, reader: Any) -> bool:
    """Whether a case is about the one who reads."""
    return reader.person_id is not None and reader.person_id == _person_of(case)


def veiled(case: Any, reader: Any) -> Any:
    """A case of discipline or strike-off as its reader may know it: whom it is about never reads its source.

    Until the outcome stands – announced, or decided – he sees that there is a case and how far it is, and no more.
    """
    if not is_about(case, reader):
        return case
    shown, told = copy(case), _("không nêu với người được xem xét")
    shown.source = told
    stands = case.announced_on if hasattr(case, "announced_on") else case.decided_on
    shown.is_veiled = not (stands or case.dropped_on)
    if shown.is_veiled:
        for name in _LED_TO_IT:
            if hasattr(case, name):
                setattr(shown, name, told if name in ("violation", "detail") else "")
        shown.act_on = None
    return shown


_LED_TO_IT = ("violation", "detail", "level", "body", "decision", "unvoted", "ruling")


def _person_of(subject: Any) -> int | None:
    found: int | None = getattr(subject, "person_id", None)
    if found is None and (member := getattr(subject, "member", None)):
        found = member.person_id
    return found
