"""What holds a file back from destruction: a person's own hold, work still open about its documents, and what later domains say."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from soxa.documents.catalogue import IN
from soxa.documents.charges import KIND
from soxa.documents.keeping.models import Folder, Hold
from soxa.documents.models import Document
from soxa.kernel.access import Actor
from soxa.kernel.flow import record, reference
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.refusal import Refused
from soxa.law.numbers import count_text
from soxa.tasks.models import Task

Asked = Callable[[Folder], str]


def by_a_person(folder: Folder) -> str:
    """The hold that stands, in words; empty when none does."""
    hold = standing(folder)
    if hold is None:
        return ""
    return _("Đang được giữ lại từ ngày {day}: {reason}.").format(
        day=day_text(hold.since), reason=hold.reason.rstrip(".")
    )


def by_tasks(folder: Folder) -> str:
    """How many tasks given about its documents are not done; empty when none."""
    keys = [str(key) for key in folder.documents.values_list("pk", flat=True)]
    about = Task.objects.filter(source_kind=KIND, source_key__in=keys)
    open_ = about.exclude(state__in=(Task.DONE, Task.WITHDRAWN)).count()
    return _("Còn {n} nhiệm vụ giao từ văn bản trong hồ sơ chưa xong.").format(n=count_text(open_)) if open_ else ""  # fmt: skip


def by_answers(folder: Folder) -> str:
    """How many of its documents still wait for an answer; empty when none."""
    waiting = folder.documents.filter(direction=IN, answered_on=None, answer_due__isnull=False)
    open_ = waiting.exclude(state=Document.SENT_BACK).count()
    return _("Còn {n} văn bản đến trong hồ sơ chưa trả lời.").format(n=count_text(open_)) if open_ else ""


ASKED: list[Asked] = [by_a_person, by_tasks, by_answers]
"""Each asked once for a file; a later domain (petitions) puts its own question here when it is wired."""


def holding_back(folder: Folder) -> list[str]:
    """Everything that holds the file back, in words; an empty list when nothing does."""
    return [words for ask in ASKED if (words := ask(folder))]


def standing(folder: Folder) -> Hold | None:
    """The hold by a person that stands; None when none does."""
    found: Hold | None = folder.holds.filter(until=None).first()
    return found


def hold(folder: Folder, actor: Actor, *, on: date, reason: str) -> Entry:
    """Keep a file from destruction until somebody takes the hold off. Refused when it is held or has gone."""
    with transaction.atomic():
        locked = Folder.objects.select_for_update().get(pk=folder.pk)
        if locked.state == Folder.DESTROYED:
            raise Refused(_("Hồ sơ này đã hủy."))
        if standing(locked):
            raise Refused(_("Hồ sơ này đang được giữ lại rồi."))
        entry = _told("hold", locked, actor, on)
        Hold(folder=locked, since=on, reason=reason, entry=entry).save(force_insert=True)
    return entry


def release(folder: Folder, actor: Actor, *, on: date, reason: str) -> Entry:
    """Take the hold off, with the reason. Refused when none stands."""
    with transaction.atomic():
        locked = Folder.objects.select_for_update().get(pk=folder.pk)
        held = standing(locked)
        if held is None:
            raise Refused(_("Hồ sơ này không bị giữ lại."))
        held.until, held.end_reason = max(on, held.since), reason
        held.save(update_fields=["until", "end_reason"])
        return _told("release", locked, actor, on)


def _told(step: str, folder: Folder, actor: Actor, on: date) -> Entry:
    return record(("folder", step), reference(folder), actor, on=on, unit_id=folder.unit_id, facts={})
