"""Nobody writes or decides his own case: one rule for admission, discipline, strike-off, inspection and leaving."""

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


def _person_of(subject: Any) -> int | None:
    found: int | None = getattr(subject, "person_id", None)
    if found is None and (member := getattr(subject, "member", None)):
        found = member.person_id
    return found
