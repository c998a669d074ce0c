"""Workbooks handed in: which of them a reader sees, how one is kept, and how one is set aside."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from soxa.desk.imports.kinds import KINDS, Kind
from soxa.kernel import files, flow
from soxa.kernel.access import Actor, sight_of
from soxa.kernel.models import Upload
from soxa.kernel.sheets.load import FLOW, digest_of
from soxa.org.models import Account

LATEST = 30


def seen_by(reader: Any) -> QuerySet[Any]:
    """Uploads inside the reader's sight: of each kind, those of units whose rows of that domain he sees."""
    wanted = Q(pk__in=[])
    for kind in KINDS.values():
        sight = sight_of(reader, kind.domain)
        inside = Q() if sight.everything else Q(unit_id__in=sorted(sight.units))
        wanted |= Q(kind=kind.code) & inside
    return Upload.objects.filter(wanted)


def latest(reader: Any) -> list[Any]:
    """The latest uploads that the reader sees, each with `by`, the name of who handed it in."""
    found = list(seen_by(reader).order_by("-id")[:LATEST])
    accounts = Account.objects.select_related("person").in_bulk(
        {one.account_id for one in found if one.account_id}
    )
    for one in found:
        account = accounts.get(one.account_id)
        one.by = account.full_name() if account else ""
        one.kind_title = KINDS[one.kind].title
    return found


def keep(kind: Kind, content: bytes, name: str, *, unit_id: int, account_id: int) -> Any:
    """The upload of these bytes: the one still waiting for the unit, or a new one."""
    digest, kept = digest_of(content), files.keep(content, sealed=True)
    same = Upload.objects.filter(kind=kind.code, unit_id=unit_id, file=digest).exclude(state=Upload.SET_ASIDE)
    return same.first() or Upload.objects.create(
        kind=kind.code, unit_id=unit_id, file=digest, kept=kept, name=name[-200:], account_id=account_id
    )


def set_aside(upload: Any, actor: Actor, on: Any) -> None:
    """Put a waiting upload aside, with its entry; one that was loaded meanwhile stays as it is."""
    with transaction.atomic():
        waiting = Upload.objects.select_for_update().filter(pk=upload.pk, state=Upload.WAITING)
        if not waiting:
            return
        subject = ("workbook", upload.file)
        entry = flow.record((FLOW, "set_aside"), subject, actor, on=on, unit_id=upload.unit_id, facts={})
        Upload.objects.filter(pk=upload.pk).moved(entry, state=Upload.SET_ASIDE, entry=entry)
