"""The file plan: its headings as the texts give them, a year's plan begun from them, and the files a document may go into."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from soxa.documents.catalogue import OUT, Heading, headings
from soxa.documents.keeping.models import Folder
from soxa.documents.keeping.rules import hand_in_by, kept_until
from soxa.documents.models import Document
from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.flow import all_or_nothing, correct, record, reference
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree

PLAN, SHELVE = "documents.number", "documents.write"
_UNFIXED = (Document.DRAFT, Document.CHECKED, Document.APPROVED, Document.SIGNED, Document.RECEIVED)
_COPIED = ("place", "heading", "code", "title", "keep_years", "term_source", "term_confirmed", "rights", "keeper")  # fmt: skip


@dataclass(frozen=True)
class Shelf:
    """Whose plan: a unit, a side and a year."""

    unit_id: int
    side: str
    year: int

    def folders(self) -> Any:
        """Its files in the order of the plan, each with how many documents and pages lie in it."""
        rows: Any = Folder.objects.filter(unit_id=self.unit_id, side=self.side, year=self.year)
        return counted(rows).order_by("place", "code")


def counted(folders: Any) -> Any:
    """Files each with `papers` (documents in it) and `sheets` (their pages, None when nowhere written)."""
    return folders.annotate(papers=Count("documents"), sheets=Sum("documents__pages"))


def by_heading(folders: Iterable[Folder]) -> list[tuple[str, list[Folder]]]:
    """Files under their headings, each heading where its first file stands."""
    found: dict[str, list[Folder]] = {}
    for one in folders:
        found.setdefault(one.heading, []).append(one)
    return list(found.items())


def begin(shelf: Shelf, actor: Actor, *, on: date) -> int:
    """Begin a year's plan: as the year before, or else from the table of headings; how many files.

    Raises Refused when that year has a plan already, or the unit does not stand.
    """
    _must_stand(shelf.unit_id, on)
    with all_or_nothing():
        if shelf.folders().exists():
            raise Refused(_("Danh mục hồ sơ năm {year} đã có trong sổ.").format(year=shelf.year))
        before = Shelf(shelf.unit_id, shelf.side, shelf.year - 1).folders()
        given = [{name: getattr(one, name) for name in _COPIED} for one in before] or [
            _of_heading(place, one) for place, one in enumerate(headings(shelf.side), 1)
        ]
        rows = [_made(shelf, one, on) for one in given]
        entry = _told(shelf, "begin", actor, on, {"year": shelf.year, "rows": len(rows)})
        Folder.objects.loaded(rows, entry)
    return len(rows)


def _of_heading(place: int, one: Heading) -> dict[str, Any]:
    return {
        "place": place, "heading": one.heading, "code": one.code, "title": one.title, "keep_years": one.keep_years,
        "term_source": one.source, "term_confirmed": one.confirmed,
    }  # fmt: skip


def _made(shelf: Shelf, given: dict[str, Any], on: date) -> Folder:
    opened = max(date(shelf.year, 1, 1), tree().nodes[shelf.unit_id].since)
    return Folder(unit_id=shelf.unit_id, side=shelf.side, year=shelf.year, opened_on=min(opened, on), **given)


def add(shelf: Shelf, given: dict[str, Any], actor: Actor, *, on: date) -> Folder:
    """Put one more file into the plan, after the last of its heading. Refused for a code that is taken."""
    _must_stand(shelf.unit_id, on)
    with all_or_nothing():
        held = list(shelf.folders())
        _free(shelf, given["code"])
        near = [one.place for one in held if one.heading == given["heading"]] or [one.place for one in held]
        made = _made(shelf, {**given, "place": max(near, default=0)}, on)
        made.entry = _told(shelf, "add", actor, on, {"year": shelf.year, "code": given["code"]})
        made.save(force_insert=True)
    return made


def mend(folder: Folder, changes: dict[str, Any], actor: Actor, *, basis: str) -> Entry:
    """Correct what is said of a file, with the basis. Refused for one that was destroyed, and for a code that is taken."""
    if folder.state == Folder.DESTROYED:
        raise Refused(_("Hồ sơ đã hủy thì không sửa nữa."))
    if changes.get("code", folder.code) != folder.code:
        _free(Shelf(folder.unit_id, folder.side, folder.year), changes["code"])
    with all_or_nothing():
        return correct(folder, changes, actor, basis=basis, unit_id=folder.unit_id)


def _free(shelf: Shelf, code: str) -> None:
    if shelf.folders().filter(code=code).exists():
        raise Refused(
            _("Danh mục năm {year} đã có hồ sơ “{code}”.").format(year=shelf.year, code=code)
        )  # fmt: skip


def _must_stand(unit_id: int, on: date) -> None:
    if not tree().nodes[unit_id].stands(on):
        raise Refused(
            _("{unit} không hoạt động vào ngày {day}.").format(unit=tree().name(unit_id, on), day=day_text(on))
        )  # fmt: skip


def _told(shelf: Shelf, step: str, actor: Actor, on: date, facts: dict[str, Any]) -> Entry:
    unit = ("unit", tree().nodes[shelf.unit_id].code)
    told = {**facts, "side": shelf.side}
    return journal.write(actor, "folders", step, subject=unit, on=on, facts=told, unit_id=shelf.unit_id)


def choices(document: Document) -> list[tuple[str, list[tuple[int, str]]]]:
    """Open files of the document's unit and side as a form offers them, by year and heading, the newest year first."""
    rows = Folder.objects.filter(unit_id=document.unit_id, side=document.side, state=Folder.OPEN)
    found: dict[str, list[tuple[int, str]]] = {}
    for one in rows.order_by("-year", "place", "code"):
        group = " · ".join(part for part in (str(one.year), one.heading) if part)
        found.setdefault(group, []).append((one.pk, one.name))
    return list(found.items())


def put_in(document: Document, folder_id: int) -> Folder:
    """Write the file on the document, unsaved; call it inside `atomic`. Refused for a file that is not open to it."""
    folder: Folder | None = (
        Folder.objects.select_for_update()
        .filter(pk=folder_id, unit_id=document.unit_id, side=document.side)
        .first()
    )
    if folder is None or folder.state != Folder.OPEN:
        raise Refused(_("Hồ sơ này không mở cho văn bản; chọn hồ sơ đang mở trong danh mục."))
    document.folder = folder
    return folder


def unshelvable(document: Document) -> str:
    """Why a document cannot be put into a file now; empty when nothing stands in the way."""
    if document.direction == OUT and document.state in _UNFIXED:
        return _("Văn bản chưa cấp số thì chưa xếp vào hồ sơ.")
    if document.folder and document.folder.state != Folder.OPEN:
        return _("Hồ sơ “{name}” đã kết thúc; mở lại hồ sơ ấy rồi mới chuyển văn bản đi.").format(
            name=document.folder.code
        )
    return ""


def shelve(document: Document, folder_id: int, actor: Actor, *, on: date) -> Entry:
    """Put a document into a file, or from one into another, with its entry. Refused in words."""
    with transaction.atomic():
        locked = Document.objects.select_for_update().get(pk=document.pk)
        if why := unshelvable(locked):
            raise Refused(why)
        if locked.folder_id == folder_id:
            raise Refused(_("Văn bản đã ở trong hồ sơ này."))
        put_in(locked, folder_id)
        facts = {"folder": folder_id}
        entry = record(
            ("document", "shelve"), reference(locked), actor, on=on, unit_id=locked.unit_id, facts=facts
        )
        locked.save(update_fields=["folder"])
    document.refresh_from_db()
    return entry


def last_day_kept(folder: Folder) -> date | None:
    """Last day of the term of a closed file; None while it is open, and for one that is kept for ever."""
    return kept_until(folder.closed_on, folder.keep_years) if folder.closed_on else None


def hand_in_day(folder: Folder, years: int) -> date | None:
    """Last day to hand a closed file in; None for one that is open, or has gone."""
    return hand_in_by(folder.closed_on, years) if folder.closed_on and folder.state == Folder.CLOSED else None
