"""What posts end when a member goes: those in the Party with his membership, those in a cell with his place in it."""

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
    ending = [one for one in held.order_by("rank", "id") if _ends(one, life, reason)]
    actor = Actor(act.actor, act.office, None, act.account_id)
    for one in ending:
        flow.record(
            ("post", "end"), flow.reference(life.member), actor, on=on, unit_id=one.unit_id, facts={"title": one.title}
        )  # fmt: skip
        one.until = max(on, one.since)
        one.save(update_fields=["until"])


def _ends(post: Office, life: Life, reason: str) -> bool:
    if reason == Membership.DIED:
        return True
    if reason in _OUT:
        return not post.role or "party" in ROLES[post.role].domains
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
