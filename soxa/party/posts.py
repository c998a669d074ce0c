"""What posts end when a member goes: those in the Party with his membership, those in a cell with his place in it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import flow
from soxa.kernel.access import ROLES, Actor
from soxa.kernel.models import Entry
from soxa.kernel.units.tree import tree
from soxa.org.models import Office
from soxa.party.models import Member, Membership
from soxa.party.standing import Life

# follows a cell for the committee above it, and need not be a member there
FOLLOWER = "cell_follower"
# out of the Party altogether: no post in it is held any more
_OUT = (Membership.STRUCK_OFF, Membership.EXPELLED, Membership.LEFT)


def end_posts(life: Life, on: date, act: Entry, reason: str) -> None:
    """End, with an entry each, what the one who goes for `reason` can hold no longer from `on`."""
    held = Office.objects.select_for_update().filter(person_id=life.member.person_id, until__gt=on)
    ended(life.member, [one for one in held.order_by("rank", "id") if _ends(one, life, reason)], on, act)


def ended(member: Member, ending: Iterable[Office], on: date, act: Entry) -> None:
    """End posts of a member on a day, with an entry each, by the hand that wrote `act`."""
    actor = Actor(act.actor, act.office, None, act.account_id)
    for one in ending:
        flow.record(
            ("post", "end"), flow.reference(member), actor, on=on, unit_id=one.unit_id, facts={"title": one.title}
        )  # fmt: skip
        one.until = max(on, one.since)
        one.save(update_fields=["until"])


def party_posts(member: Member, on: date) -> list[Office]:
    """The posts that a member holds in the Party on a day: what a removal may take."""
    held = Office.objects.filter(Office.standing(on), person_id=member.person_id).exclude(code=FOLLOWER)
    return [one for one in held.order_by("rank", "id") if _in_party(one)]


def _in_party(post: Office) -> bool:
    return not post.role or "party" in ROLES[post.role].domains


def _ends(post: Office, life: Life, reason: str) -> bool:
    if reason == Membership.DIED:
        return True
    if reason in _OUT:
        return _in_party(post)
    here = life.home.unit_id if life.home else None
    if reason == Membership.INTERNAL:
        return post.unit_id == here and post.code != FOLLOWER
    return tree().nodes[post.unit_id].kind == "cell"


def ended_words(member: Member, act: Entry) -> str:
    """What posts an act on a member ended, in words; "" when none."""
    kind, key = flow.reference(member)
    after: Any = Entry.objects.filter(
        flow="post", step="end", subject_kind=kind, subject_key=key, pk__gt=act.pk
    ).order_by("id")
    titles = [str(facts.get("title", "")) for facts in after.values_list("facts", flat=True)]
    return _("Đã ghi thôi giữ: {posts}.").format(posts="; ".join(titles)) if titles else ""
