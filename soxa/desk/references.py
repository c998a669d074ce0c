"""Soft references made readable: for each kind of record that the journal names, its title and its page."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.desk.criteria_references import CRITERIA_KINDS
from soxa.desk.reference_kinds import Keys, Kind, Titles, in_sight, nothing, numbers, of_year
from soxa.desk.steering_references import STEERING_KINDS
from soxa.desk.value_references import VALUE_KINDS
from soxa.documents.keeping.models import Folder
from soxa.documents.models import Document
from soxa.exchange.models import Package
from soxa.kernel.access import sight_of
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.preferences import PREFERENCES
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.meetings.goods.models import FourGoods
from soxa.meetings.models import Meeting
from soxa.meetings.voting.models import Vote
from soxa.org.models import Account, Person
from soxa.party.admission.models import Admission
from soxa.party.badges.models import Badge
from soxa.party.cadres.models import Course, PlannedPost
from soxa.party.censure.models import Censure
from soxa.party.congress.models import Congress
from soxa.party.discipline.models import Discipline
from soxa.party.dues.models import HandOver
from soxa.party.inspection.models import Inspection, Programme
from soxa.party.models import Cell, Member
from soxa.party.reconciling.models import Reconciliation
from soxa.party.striking.models import StrikeOff
from soxa.party.study.models import Sitting, Study, UnitCommitment
from soxa.reports.models import Report
from soxa.tasks.models import Task
from soxa.values.measures.lists import titles


def _units(keys: Keys) -> Titles:
    standing = tree()
    return {key: standing.name(standing.codes[key]) for key in keys if key in standing.codes}


def _members(keys: Keys) -> Titles:
    rows = Member.objects.filter(pk__in=numbers(keys)).values_list("pk", "person__full_name")
    return {str(pk): name for pk, name in rows}


def _people(keys: Keys) -> Titles:
    rows = Person.objects.filter(pk__in=numbers(keys)).values_list("pk", "full_name")
    return {str(pk): name for pk, name in rows}


def _cells(keys: Keys) -> Titles:
    rows = Cell.objects.filter(pk__in=numbers(keys)).values_list("pk", "unit_id")
    return {str(pk): tree().name(unit_id) for pk, unit_id in rows}


def _cell_page(key: str) -> str:
    unit = (
        Cell.objects.filter(pk=int(key)).values_list("unit__code", flat=True).first()
        if key.isdecimal()
        else None
    )
    return reverse("cell", args=[unit]) if unit else ""


def _congresses(keys: Keys) -> Titles:
    rows = Congress.objects.filter(pk__in=numbers(keys))
    return {str(one.pk): f"{tree().name(one.unit_id)}, {one.term}" for one in rows}


def _posts(keys: Keys) -> Titles:
    rows = PlannedPost.objects.filter(pk__in=numbers(keys))
    return {str(one.pk): f"{one.title}, {one.term}" for one in rows}


def _courses(keys: Keys) -> Titles:
    return {str(one.pk): one.title for one in Course.objects.filter(pk__in=numbers(keys))}


def _settings(keys: Keys) -> Titles:
    return {key: str(PREFERENCES[key].title) for key in keys if key in PREFERENCES}


def _days(keys: Keys) -> Titles:
    return {key: _("ngày {day}").format(day=day_text(date.fromisoformat(key))) for key in keys}


def _accounts(keys: Keys) -> Titles:
    rows = Account.objects.filter(username__in=list(keys)).select_related("person")
    return {one.username: f"{one.full_name()} ({one.username})" for one in rows}


def _reports(keys: Keys) -> Titles:
    rows = Report.objects.filter(pk__in=numbers(keys))
    sorts = {Report.HALF_YEAR: _("báo cáo sơ kết"), Report.YEAR: _("báo cáo tổng kết")}
    return {str(one.pk): f"{sorts[one.kind]} {Period.parse(one.period).title(day_text)}" for one in rows}


def _documents(keys: Keys, reader: Any) -> Titles:
    rows = Document.objects.seen_by(reader).filter(pk__in=numbers(keys))
    return {str(one.pk): one.notation or one.kind_title for one in rows}


def _packages(keys: Keys, reader: Any) -> Titles:
    rows = Package.objects.seen_by(reader).filter(pk__in=numbers(keys))
    return {str(one.pk): one.said["notation"] or one.ident[:12] for one in rows}


def _of_members(model: Any) -> Callable[[Keys, Any], Titles]:
    def titles(keys: Keys, reader: Any) -> Titles:
        rows = model.objects.seen_by(reader).filter(pk__in=numbers(keys))
        return {str(pk): name for pk, name in rows.values_list("pk", "member__person__full_name")}

    return titles


def _censures(keys: Keys, reader: Any) -> Titles:
    rows: Any = Censure.objects.seen_by(reader)
    found = rows.filter(pk__in=numbers(keys)).values_list("pk", "unit_id")
    return {str(pk): tree().name(unit_id) for pk, unit_id in found}


def _admissions(keys: Keys, reader: Any) -> Titles:
    rows = Admission.objects.seen_by(reader).filter(pk__in=numbers(keys))
    return {str(pk): name for pk, name in rows.values_list("pk", "person__full_name")}


def _folders(keys: Keys, reader: Any) -> Titles:
    rows = Folder.objects.seen_by(reader).filter(pk__in=numbers(keys))
    return {str(one.pk): f"{one.name} ({one.year})" for one in rows}


def _inspections(keys: Keys, reader: Any) -> Titles:
    rows = Inspection.objects.seen_by(reader).filter(pk__in=numbers(keys))
    return {str(one.pk): f"{one.kind_title}: {tree().name(one.subject_id)}" for one in rows}


def _sittings(keys: Keys, reader: Any) -> Titles:
    rows = Sitting.objects.seen_by(reader).filter(pk__in=numbers(keys)).select_related("study")
    said = _("ngày {day}: {title}")
    return {str(one.pk): said.format(day=day_text(one.held_on), title=one.study.title) for one in rows}


def _unit_commitments(keys: Keys, reader: Any) -> Titles:
    rows = UnitCommitment.objects.seen_by(reader).filter(pk__in=numbers(keys))
    return {str(one.pk): f"{tree().name(one.unit_id)}, {one.year}" for one in rows}


def _reconciliations(keys: Keys) -> Titles:
    rows = Reconciliation.objects.filter(pk__in=numbers(keys)).values_list("pk", "on")
    return {str(pk): _("ngày {day}").format(day=day_text(on)) for pk, on in rows}


def _tasks(keys: Keys) -> Titles:
    rows = Task.objects.filter(pk__in=numbers(keys)).values_list("pk", "content")
    return {str(pk): content for pk, content in rows}


def _of_month(one: Any) -> str:
    return f"{tree().name(one.unit_id)}, {one.month:%m/%Y}"


def _themselves(keys: Keys) -> Titles:
    return {key: key for key in keys}


def _months(keys: Keys) -> Titles:
    return {key: Period.parse(key).title(day_text) for key in keys}


def _digests(keys: Keys) -> Titles:
    return {key: _("mã {digest}").format(digest=key[:12]) for key in keys}


TITLES: dict[str, Kind] = {
    "unit": Kind(gettext_lazy("đơn vị"), _units, lambda key: reverse("unit", args=[key])),
    "member": Kind(
        gettext_lazy("đảng viên"), _members, lambda key: reverse("member", args=[int(key)]), "party"
    ),
    "person": Kind(gettext_lazy("người"), _people, domain="party"),
    "cell": Kind(gettext_lazy("chi bộ"), _cells, _cell_page),
    "congress": Kind(
        gettext_lazy("đại hội"), _congresses, lambda key: reverse("congress", args=[int(key)]), "party"
    ),
    "plannedpost": Kind(gettext_lazy("chức danh quy hoạch"), _posts, lambda key: reverse("cadres"), "party"),
    "planreview": Kind(gettext_lazy("rà soát quy hoạch"), nothing),
    "course": Kind(
        gettext_lazy("lớp học"), _courses, lambda key: reverse("course", args=[int(key)]), "party"
    ),
    "setting": Kind(gettext_lazy("cài đặt"), _settings, lambda key: reverse("settings")),
    "calendar_day": Kind(
        gettext_lazy("lịch làm việc"), _days, lambda key: reverse("calendar") + f"?nam={key[:4]}"
    ),
    "account": Kind(gettext_lazy("tài khoản"), _accounts, lambda key: reverse("accounts")),
    "workbook": Kind(gettext_lazy("bảng tính"), _digests),
    "report": Kind(
        gettext_lazy("báo cáo"), _reports, lambda key: reverse("report", args=[int(key)]), "reports"
    ),
    "document": Kind(
        gettext_lazy("văn bản"), nothing, lambda key: reverse("document", args=[int(key)]), seen=_documents
    ),
    "package": Kind(
        gettext_lazy("gói văn bản điện tử"),
        nothing,
        lambda key: reverse("package", args=[int(key)]),
        seen=_packages,
    ),
    "folder": Kind(
        gettext_lazy("hồ sơ"), nothing, lambda key: reverse("folder", args=[int(key)]), seen=_folders
    ),
    "discipline": Kind(
        gettext_lazy("kỷ luật"),
        nothing,
        lambda key: reverse("discipline", args=[int(key)]),
        seen=_of_members(Discipline),
    ),
    "censure": Kind(
        gettext_lazy("kỷ luật tổ chức đảng"),
        nothing,
        lambda key: reverse("censure", args=[int(key)]),
        seen=_censures,
    ),
    "strikeoff": Kind(
        gettext_lazy("xóa tên"),
        nothing,
        lambda key: reverse("strike_off", args=[int(key)]),
        seen=_of_members(StrikeOff),
    ),
    "admission": Kind(
        gettext_lazy("kết nạp"), nothing, lambda key: reverse("admission", args=[int(key)]), seen=_admissions
    ),
    "study": Kind(
        gettext_lazy("nội dung học tập"),
        nothing,
        lambda key: reverse("study", args=[int(key)]),
        seen=in_sight(Study, attrgetter("title")),
    ),
    "sitting": Kind(
        gettext_lazy("buổi học tập"),
        nothing,
        lambda key: reverse("sitting", args=[int(key)]),
        seen=_sittings,
    ),
    "unitcommitment": Kind(gettext_lazy("đăng ký làm theo Bác của đơn vị"), nothing, seen=_unit_commitments),
    "handover": Kind(
        gettext_lazy("lần nộp đảng phí lên cấp trên"), nothing, seen=in_sight(HandOver, _of_month)
    ),
    "inspection": Kind(
        gettext_lazy("cuộc kiểm tra, giám sát"),
        nothing,
        lambda key: reverse("inspection", args=[int(key)]),
        seen=_inspections,
    ),
    "reconciliation": Kind(
        gettext_lazy("đối chiếu cơ sở dữ liệu đảng viên"),
        _reconciliations,
        lambda key: reverse("reconciliation", args=[int(key)]),
        "party",
    ),
    "programme": Kind(
        gettext_lazy("chương trình kiểm tra, giám sát"),
        nothing,
        lambda key: reverse("inspections"),
        seen=in_sight(Programme, of_year),
    ),
    "task": Kind(gettext_lazy("nhiệm vụ"), _tasks, lambda key: reverse("task", args=[int(key)]), "tasks"),
    "meeting": Kind(
        gettext_lazy("sinh hoạt chi bộ"),
        nothing,
        lambda key: reverse("meeting", args=[int(key)]),
        seen=in_sight(Meeting, _of_month),
    ),
    "vote": Kind(
        gettext_lazy("lượt biểu quyết"),
        nothing,
        lambda key: reverse("vote", args=[int(key)]),
        seen=in_sight(Vote, attrgetter("text")),
    ),
    "measure": Kind(gettext_lazy("chỉ tiêu báo cáo"), titles, lambda key: f"{reverse('catalogue')}#m{key}"),
    "fourgoods": Kind(
        gettext_lazy("đánh giá bốn tốt"),
        nothing,
        lambda key: reverse("four_goods"),
        seen=in_sight(FourGoods, of_year),
    ),
    **STEERING_KINDS,
    **CRITERIA_KINDS,
    **VALUE_KINDS,
    "badge": Kind(
        gettext_lazy("Huy hiệu Đảng"),
        nothing,
        lambda key: reverse("badges") + "?xem=so",
        seen=_of_members(Badge),
    ),
    "month": Kind(gettext_lazy("tháng"), _months),
    "keys": Kind(gettext_lazy("khóa của sổ"), _themselves),
}


@dataclass(frozen=True)
class Named:
    """A reference as a page shows it: the word of its kind, its title ("" when not to be read), its page ("" when none)."""

    word: str
    title: str
    address: str


def named(entries: Iterable[Entry], reader: Any) -> Mapping[int, Named]:
    """The subjects of entries by entry, one question for each kind among them."""
    shown = list(entries)
    keys: dict[str, set[str]] = defaultdict(set)
    for entry in shown:
        keys[entry.subject_kind].add(entry.subject_key)
    titles = {kind: TITLES[kind].titles_for(asked, reader) for kind, asked in keys.items() if kind in TITLES}
    return {entry.pk: _named(entry, titles, reader) for entry in shown}


def _named(entry: Entry, titles: Mapping[str, Titles], reader: Any) -> Named:
    kind = TITLES.get(entry.subject_kind)
    if kind is None:
        return Named(entry.subject_kind, entry.subject_key[:12], "")
    title = titles[entry.subject_kind].get(entry.subject_key, "")
    if not title or (kind.domain and entry.unit_id not in sight_of(reader, kind.domain)):
        return Named(str(kind.word), "", "")
    return Named(str(kind.word), title, kind.address(entry.subject_key) if kind.address else "")
