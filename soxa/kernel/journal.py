"""The journal: one append-only entry per act, sealed in a chain; references and digests, never personal values."""

import hashlib
import json
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from soxa.kernel.access import Actor
from soxa.kernel.locks import one_at_a_time
from soxa.kernel.models import Entry, Seal


def write(
    actor: Actor,
    flow: str,
    step: str,
    *,
    subject: tuple[str, str],
    on: date | None = None,
    facts: dict[str, Any] | None = None,
    unit_id: int | None = None,
) -> Entry:
    """Append one entry; `subject` is (kind, key), `facts` hold references, counts and digests only."""
    return Entry.objects.create(
        at=timezone.now(),
        on=on or timezone.localdate(),
        account_id=actor.account_id,
        actor=actor.name,
        office=actor.office,
        unit_id=unit_id or actor.unit_id,
        flow=flow,
        step=step,
        subject_kind=subject[0],
        subject_key=subject[1],
        facts=facts or {},
    )


def signer(entry: Entry) -> Actor:
    """Who signed an entry, to sign what follows from it."""
    return Actor(name=entry.actor, office=entry.office, account_id=entry.account_id)


def digest(value: Any) -> str:
    """SHA-256, in hex, of a value written as canonical JSON."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def leaf(entry: Entry) -> str:
    """Digest of one entry over all that was written in it."""
    written = [
        entry.pk,
        entry.at.isoformat(),
        entry.on,
        entry.account_id,
        entry.actor,
        entry.office,
        entry.unit_id,
    ]
    acted = [entry.flow, entry.step, entry.subject_kind, entry.subject_key, entry.facts]
    return digest(written + acted)


def merkle_root(leaves: list[str]) -> str:
    """Root of a binary Merkle tree over hex digests; an odd one out is carried up. Empty list: empty text."""
    level = leaves
    while len(level) > 1:
        pairs = [level[index : index + 2] for index in range(0, len(level), 2)]
        level = [digest(pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return level[0] if level else ""


def seal() -> Seal | None:
    """Seal every entry that has no leaf yet, chained to the last seal; None when nothing waits."""
    with transaction.atomic():
        one_at_a_time(Seal)
        last = Seal.objects.order_by("-id").first()
        waiting = list(Entry.objects.filter(seal=None).order_by("id"))
        if not waiting:
            return None
        previous = last.digest if last else ""
        root = merkle_root([leaf(entry) for entry in waiting])
        made = Seal.objects.create(
            previous=previous,
            root=root,
            digest=digest([previous, root, len(waiting)]),
            entries=len(waiting),
            made_at=timezone.now(),
        )
        Entry.objects.filter(pk__in=[entry.pk for entry in waiting]).moved_under(made)
    return made


def broken_seals(kept: Any = None, *, last: int | None = None) -> list[Seal]:
    """Seals whose entries or chain no longer agree with what was sealed; an empty list is a whole journal.

    `kept` are the seals of a book whose tables another release made; `last` looks at only so many of the newest.
    """
    rows = (Seal.objects if kept is None else kept).order_by("-id")
    if last:  # one more, for the chain
        rows = rows.prefetch_related("leaves")[: last + 1]
    found = list(rows)[::-1]
    broken, previous = [], found.pop(0).digest if last and len(found) > last else ""
    for one in found:
        root = merkle_root([leaf(entry) for entry in sorted(one.leaves.all(), key=lambda entry: entry.pk)])
        if (
            one.previous != previous
            or one.root != root
            or one.digest != digest([previous, root, one.entries])
        ):
            broken.append(one)
        previous = one.digest
    return broken
