"""Nhật ký: what was written in the book, newest first, in plain words; each entry; the seals and whether they hold."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from soxa.desk.flow_words import FLOWS
from soxa.desk.journal_sight import tells
from soxa.desk.journal_words import done, facts, short
from soxa.desk.references import TITLES, Named, named
from soxa.kernel import journal
from soxa.kernel.access import allow, sight_of
from soxa.kernel.addresses import KEY
from soxa.kernel.models import Entry, Seal
from soxa.kernel.page import page
from soxa.kernel.units.tree import tree
from soxa.law.typed_day import typed_day
from soxa.org.roles import JOURNAL, PARTY_OFFICES, SYSTEM_ADMIN

SIZE = 50
READERS = (*PARTY_OFFICES, SYSTEM_ADMIN)


@dataclass(frozen=True)
class Line:
    """An entry as the list shows it: the day it begins (None when the line above has it), the sentence, the subject."""

    entry: Entry
    day: date | None
    done: str
    about: Named
    unit: str
    short: str


def reads_journal(reader: Any) -> bool:
    """Whether an office of the reader opens the journal, so that other pages may link to it."""
    return bool({held.role for held in reader.held_offices()} & set(READERS))


def entries_seen(reader: Any) -> QuerySet[Entry]:
    """Entries of units in the reader's sight, and those of the book as a whole, which have no unit."""
    sight = sight_of(reader, JOURNAL)
    if sight.everything:
        return Entry.objects.all()
    mine = Entry.objects.filter(unit_id__in=sorted(sight.units))
    return mine | Entry.objects.filter(unit=None)


@allow(*READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The journal, narrowed by its address."""
    asked, trouble = _asked(request)
    found = _narrowed(entries_seen(request.user), asked)
    entries = list(found.order_by("-id")[: SIZE + 1])
    shown = entries[:SIZE]
    return page(
        request,
        "desk/journal.html",
        part="rows",
        lines=_lines(shown, request.user),
        asked=asked,
        trouble=trouble,
        flows=FLOWS,
        units=_unit_choices(request.user),
        older=shown[-1].pk if len(entries) > SIZE else None,
        newest="truoc" not in request.GET,
        kinds={code: kind.word for code, kind in TITLES.items()},
    )


def _asked(request: HttpRequest) -> tuple[dict[str, str], str]:
    """What the address asks, and in words the day of it that was left aside ("" when none was)."""
    names = ("tu", "den", "nguoi", "viec", "don-vi", "loai", "ma", "truoc")
    asked, trouble = {name: request.GET.get(name, "").strip()[:80] for name in names}, ""
    for name in ("tu", "den"):
        try:
            _moment(asked[name])
        except ValueError as error:
            trouble, asked[name] = f"{error} " + _("Đã bỏ qua ngày này."), ""
    if not KEY.fullmatch(asked["truoc"]):
        asked["truoc"] = ""
    return asked, trouble


def _narrowed(found: QuerySet[Entry], asked: dict[str, str]) -> QuerySet[Entry]:
    if since := _moment(asked["tu"]):
        found = found.filter(at__gte=since)
    if last := _moment(asked["den"]):
        found = found.filter(at__lt=last + timedelta(days=1))
    if asked["nguoi"]:
        found = found.filter(actor__icontains=asked["nguoi"])
    given = {
        "flow": asked["viec"],
        "unit__code": asked["don-vi"],
        "subject_kind": asked["loai"],
        "subject_key": asked["ma"],
        "id__lt": asked["truoc"],
    }
    return found.filter(**{name: value for name, value in given.items() if value})


def _moment(text: str) -> datetime | None:
    """The first moment of the day typed; None for no text, ValueError in words for what is no day."""
    return timezone.make_aware(datetime.combine(typed_day(text), time.min)) if text else None


def _lines(entries: list[Entry], reader: Any) -> list[Line]:
    about, standing, lines, before = named(entries, reader), tree(), [], None
    for entry in entries:
        day = timezone.localtime(entry.at).date()
        lines.append(
            Line(
                entry,
                day if day != before else None,
                done(entry),
                about[entry.pk],
                standing.name(entry.unit_id),
                short(entry) if tells(entry, reader) else "",
            )
        )
        before = day
    return lines


def _unit_choices(reader: Any) -> list[tuple[str, str]]:
    """Communes and what stands above them; cells are reached from their own pages."""
    sight, standing = sight_of(reader, JOURNAL), tree()
    nodes = [node for node in standing.nodes.values() if node.kind != "cell" and node.id in sight]
    return [(node.code, standing.name(node.id)) for node in sorted(nodes, key=lambda node: node.code)][:200]


@allow(*READERS)
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry with all that was written in it."""
    found = entries_seen(request.user).filter(pk=pk).select_related("seal").first()
    if found is None:
        raise Http404(pk)
    return page(
        request,
        "desk/entry.html",
        entry=found,
        done=done(found),
        about=named([found], request.user)[found.pk],
        facts=facts(found) if tells(found, request.user) else [],
        unit=tree().name(found.unit_id),
        unit_code=tree().nodes[found.unit_id].code if found.unit_id else "",
        leaf=journal.leaf(found),
    )


@allow(*READERS)
def seals(request: HttpRequest) -> HttpResponse:
    """The chain of seals; asked to check, every entry is read again and every digest made anew."""
    checked = request.GET.get("kiem-tra") == "1"
    broken = {one.pk for one in journal.broken_seals()} if checked else set()
    return page(
        request,
        "desk/seals.html",
        seals=Seal.objects.order_by("-id")[:200],
        waiting=Entry.objects.filter(seal=None).count(),
        checked=checked,
        broken=broken,
    )
