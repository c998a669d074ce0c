"""The end of a file whose term is over: its bytes go where nothing else holds them, number, digest and act stay."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from soxa.documents import previews
from soxa.documents.keeping.holds import holding_back
from soxa.documents.keeping.models import Folder
from soxa.documents.keeping.plan import last_day_kept
from soxa.documents.models import DocumentFile, Version
from soxa.documents.search import index
from soxa.kernel import files
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.refusal import Refused


def objection(folder: Folder) -> str:
    """Why a file may not be destroyed, whatever the day; empty when nothing stands in the way."""
    if folder.keep_years is None:
        return _("Hồ sơ này lưu vĩnh viễn, không hủy.")
    return " ".join(holding_back(folder))


def destroy(folder: Folder, facts: dict[str, Any], entry: Entry) -> None:
    """What the step writes; call it inside its transaction. Refused on a day on which the term is not over.

    Words of the files and of drafts written in the book go at once. The bytes are taken away after the transaction has ended, those that another record holds stay.
    """
    on: date = facts["on"]
    last = last_day_kept(folder)
    if last is None or on <= last:
        raise Refused(
            _("Thời hạn lưu đến hết ngày {day}; chưa hủy được.").format(day=day_text(last) if last else "–")
        )
    folder.destroyed_on, folder.decision, folder.reason = on, facts["decision"], facts["reason"]
    folder.entry = entry
    rows = DocumentFile.objects.filter(document__folder=folder, gone_on=None)
    digests = sorted(set(rows.values_list("digest", flat=True)))
    DocumentFile.objects.filter(document__folder=folder, gone_on=None).moved(entry, gone_on=on, text="")
    Version.objects.filter(document__folder=folder).moved(entry, text="")
    for document in folder.documents.all():
        index(document)
    transaction.on_commit(lambda: sweep(digests))


def sweep(digests: list[str]) -> int:
    """Take away the bytes and the previews of these digests where no record holds them; how many went."""
    gone = [one for one in digests if files.discard(one)]
    for digest in gone:
        previews.forget(digest)
    return len(gone)


def sweep_all() -> int:
    """Take away what was destroyed and is still here: an act that was cut off, or bytes just handed in again elsewhere.

    With it go the bytes that never got a record; how many went.
    """
    gone: Any = DocumentFile.objects.exclude(gone_on=None)
    digests = set(gone.values_list("digest", flat=True))
    return sweep(sorted({one for one in digests if files.is_here(one)}.union(files.unheld())))
