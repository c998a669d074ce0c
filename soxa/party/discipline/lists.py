"""Discipline as its list and its case page show it: level, whether in force, until when, votes, dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import sight_of
from soxa.kernel.calendar import working_calendar
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.acts import CHARTER
from soxa.law.deadlines import Limit
from soxa.law.party import CHARTER_DAY
from soxa.law.party_cases import NOTICE_DAYS, SUSPENSION_MOST_DAYS
from soxa.law.periods import FOREVER
from soxa.org.roles import CASES
from soxa.party.discipline.deciding import level_words, levels_of
from soxa.party.discipline.flow import complaint_due
from soxa.party.discipline.force import begins_for, force_of, with_others
from soxa.party.discipline.force import words as words_of_force
from soxa.party.discipline.measure import force_light, in_days
from soxa.party.discipline.models import Discipline, DisciplineDeferral
from soxa.party.discipline.rules import WARNING, limitation_begins
from soxa.party.listed import Listed
from soxa.party.models import Exemption, Membership
from soxa.party.suspensions import last_day
from soxa.party.voting.count import words

D = Discipline
SORTS = {
    "dang-xem-xet": (gettext_lazy("Đang xem xét"), (D.OPENED, D.VOTED, D.DECIDED)),
    "da-cong-bo": (gettext_lazy("Đã công bố"), (D.ANNOUNCED,)),
    "khong-xu-ly": (gettext_lazy("Không xử lý"), (D.DROPPED,)),
}
VEILED = gettext_lazy(
    "Đây là hồ sơ về chính đồng chí: sổ chỉ cho biết có hồ sơ và kết quả đã công bố; nội dung do nơi xem xét trực tiếp thông báo."
)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Row:
    """A case as a line of the list."""

    case: Any
    name: str
    cell: str
    cell_code: str
    what: str
    detail: str
    light: tuple[str, str]
    on: date


@dataclass
class Portrait:
    """A case on its page."""

    light: tuple[str, str]
    facts: list[tuple[Any, ...]]
    votes: list[tuple[Any, str, str]]
    timeline: list[dict[str, Any]]
    notices: list[tuple[str, str]]


@dataclass(frozen=True)
class Beside:
    """A person named beside the list, with how it stands and where to go on."""

    member_id: int
    name: str
    where: str
    light: tuple[str, str]
    words: str
    address: str = ""
    on: date | None = None


def narrowed(found: Any, sort: str) -> Any:
    """Cases of a sort, the newest first."""
    if sort in SORTS:
        found = found.filter(state__in=SORTS[sort][1])
    return with_others(found.order_by("-opened_on", "-pk"))


def light_of(case: Discipline, today: date) -> tuple[str, str]:
    """How a case stands on a day, from its dates: under way, in force until, no longer in force."""
    if case.dropped_on:
        return "quiet", _("không xử lý kỷ luật")
    if case.announced_on is None:
        return "warn", str(case.get_state_display()).lower()
    if case.annulled_on:
        return "quiet", _("đã xóa bỏ từ {day}").format(day=day_text(case.annulled_on))
    force = force_of(case)
    if force.open and force.until and force.until <= today:
        return "warn", _("chờ kết luận vi phạm mới")
    return force_light(force.until, today, never=_("đã khai trừ"))


def level_text(case: Discipline) -> str:
    """The level, as a heading begins with it; what is still considered has none."""
    text = str(case.get_level_display()) if case.level else _("chưa quyết định")
    return text[:1].upper() + text[1:]


def row_of(case: Discipline, today: date) -> Row:
    """One line of the list."""
    node = tree().nodes[case.unit_id]
    return Row(
        case, case.member.person.full_name, tree().name(case.unit_id, today), node.code, level_text(case),
        case.violation, light_of(case, today), case.announced_on or case.opened_on,
    )  # fmt: skip


def listed(rows: Iterable[Row], today: date) -> Listed:
    """The list as it leaves the book."""
    return Listed(
        slug="ky-luat",
        title=_("Danh sách thi hành kỷ luật đảng viên"),
        about=_("Đến ngày {day}").format(day=day_text(today)),
        columns=(_("Họ và tên"), _("Chi bộ"), _("Hình thức"), _("Nội dung vi phạm"), _("Quyết định"), _("Công bố"), _("Tình trạng")),
        shares=(4, 4, 2.4, 5, 4, 2.4, 4),
        rows=[
            (row.name, row.cell, row.what, row.detail, row.case.decision, day_text(row.case.announced_on) or "", row.light[1])
            for row in rows
        ],
    )  # fmt: skip


def beside(reader: Any, today: date) -> list[Beside]:
    """Members in sight whose activities are suspended, with the last day of the suspension and of its longest extension."""
    sight = sight_of(reader, CASES)
    rows = Exemption.objects.filter(
        kind=Exemption.SUSPENDED, until=FOREVER, since__gte=CHARTER_DAY
    ).select_related("member__person")
    suspended = list(rows.order_by("since", "pk"))
    if not suspended:
        return []
    homes = Membership.objects.home().filter(
        until=FOREVER, member_id__in=[one.member_id for one in suspended]
    )
    where = dict(homes.values_list("member_id", "unit_id"))
    found = []
    for one in suspended:
        if where.get(one.member_id) not in sight:
            continue
        first, most = last_day(one.since).on, last_day(one.since, SUSPENSION_MOST_DAYS).on
        ends = one.ends_on or first
        level = "bad" if today > most else "warn" if today > ends else "quiet"
        said = _("đình chỉ từ {since} đến hết {ends}; gia hạn nhiều nhất đến hết {most}").format(
            since=day_text(one.since), ends=day_text(ends), most=day_text(most)
        )
        late = {
            "bad": _("quá thời hạn"),
            "warn": _("hết hạn, phải gia hạn hoặc ghi hết đình chỉ"),
            "quiet": _("trong thời hạn"),
        }[level]
        found.append(
            Beside(
                one.member_id,
                one.member.person.full_name,
                tree().name(where[one.member_id], today),
                (level, late),
                said,
                on=ends,
            )
        )
    return found


def portrait(case: Discipline, today: date) -> Portrait:
    """Everything the page of a case shows."""
    names = dict(D.LEVELS)
    votes = [
        (one, _("Chi bộ biểu quyết hình thức {level}").format(level=names[one.question]), words(one))
        for one in case.votes.order_by("on", "pk")
        if not case.is_veiled
    ]
    notices = [_deferral_words(one) for one in case.deferrals.filter(DisciplineDeferral.standing(today))]
    if case.announced_on and not case.annulled_on:
        notices += [(said, str(CHARTER.at("Điều 40"))) for said in words_of_force(case)]
    if case.announced_on and not case.complained_on:
        due = complaint_due(case.announced_on)
        if today <= due.on:
            notices.append(
                (
                    _("Còn trong thời hạn khiếu nại đến hết {day}").format(day=day_text(due.on)),
                    " ".join(due.why()),
                )
            )
    if case.decided_on is None and not case.dropped_on and not case.is_veiled:
        notices += _for_the_decision(case, today)
    if case.is_veiled:
        notices.append((str(VEILED), str(CHARTER.at("Điều 39"))))
    return Portrait(light_of(case, today), _facts(case), votes, _timeline(case, votes, today), notices)


def _for_the_decision(case: Discipline, today: date) -> list[tuple[str, str]]:
    """What who decides is to know: from when time runs, and the levels."""
    found = []
    if (begins := begins_for(case, WARNING, today)) > case.act_on:
        said = _("Thời hiệu tính lại từ ngày {day}, ngày có vi phạm mới").format(day=day_text(begins))
        found.append((said, str(limitation_begins.__cites__[-1])))  # type: ignore[attr-defined]
    allowed = ", ".join(map(level_words, levels_of(case.member, today)))
    found.append((_("Hình thức có thể áp dụng: {levels}").format(levels=allowed), str(CHARTER.at("Điều 35"))))
    return found


def _facts(case: Discipline) -> list[tuple[Any, ...]]:
    if case.is_veiled:
        return [(_("Nội dung, căn cứ"), case.source), (_("Hình thức"), _("chưa công bố"))]
    facts: list[tuple[Any, ...]] = [
        (_("Nội dung vi phạm"), case.violation),
        (_("Ngày vi phạm"), day_text(case.act_on), _("không áp dụng thời hiệu") if case.never_lapses else ""),
        (_("Căn cứ xem xét"), case.source),
        (_("Hình thức"), level_text(case), _body_words(case)),
    ]
    if posts := "; ".join(case.removed.order_by("pk").values_list("title", flat=True)):
        facts.append((_("Chức vụ bị cách"), posts))
    if case.unvoted:
        facts.append((_("Khai trừ không qua biểu quyết"), case.unvoted))
    if case.outside_on:
        facts.append((_("Nhà nước, đoàn thể xử lý"), day_text(case.outside_on), notice_words(case)))
    return facts


def _body_words(case: Discipline) -> str:
    if case.outcome == D.CHANGED:
        return _("{body}, thay đổi sau khiếu nại: {paper}").format(
            body=case.get_body_display(), paper=case.decision
        )
    return str(case.get_body_display()) if case.body else ""


def _deferral_words(one: DisciplineDeferral) -> tuple[str, str]:
    until = (
        _("đến trước ngày {day}").format(day=day_text(one.until))
        if one.until != FOREVER
        else _("đến khi hết lý do")
    )
    said = _("Đang hoãn xem xét từ ngày {day}, {until}").format(day=day_text(one.since), until=until)
    return said, _("Lý do niêm kín; xem là một việc ghi nhật ký.")


def notice_words(case: Discipline) -> str:
    """Whether the Party organisation was told in time of what the State or a mass organisation decided."""
    assert case.outside_on  # noqa: S101
    limit = Limit.under(NOTICE_DAYS, case.outside_on, unit="calendar_day", event=_("ngày quyết định"))
    due = limit.due(case.outside_on, working_calendar(case.outside_on)).on
    if case.told_on is None:
        return _("chưa ghi ngày báo; hạn báo {due} ({law})").format(due=day_text(due), law=limit.cite)
    late = _("báo muộn, hạn {due} ({law})") if case.told_on > due else _("báo đúng hạn, hạn {due} ({law})")
    return _("báo ngày {day}: {late}").format(
        day=day_text(case.told_on), late=late.format(due=day_text(due), law=limit.cite)
    )


def _timeline(case: Discipline, votes: list[Any], today: date) -> list[dict[str, Any]]:
    changed = list(case.revisions.order_by("on", "pk"))
    decision = changed[0].decision_was if changed else case.decision
    rests = case.deferrals.order_by("since")
    steps = [
        *[(one.since, _("Hoãn xem xét")) for one in rests],
        *[(one.until, _("Hết thời gian hoãn")) for one in rests if one.until != FOREVER],
        *[
            (one.on, _("Thay {was} ({paper}) bằng quyết định {now}").format(
                was=one.get_level_was_display(), paper=one.decision_was, now=one.paper
            ))
            for one in changed
        ],
        (case.act_on, _("Vi phạm")),
        (case.opened_on, _("Bắt đầu xem xét: {source}").format(source=case.source)),
        *[(one.on, f"{question}: {count}") for one, question, count in votes],
        (None if case.is_veiled else case.decided_on, _("Quyết định: {paper}").format(paper=decision)),
        (case.announced_on, _("Công bố, quyết định có hiệu lực")),
        (case.complained_on, _("Khiếu nại") + (f": {case.get_outcome_display()}" if case.outcome else "")),
        (case.dropped_on, _("Kết thúc: {reason}").format(reason=case.reason)),
        (
            force_of(case).until,
            _("Hết hiệu lực nếu không vi phạm mới, không cần văn bản ({cite})").format(cite=CHARTER.at("Điều 40")),
        ),
    ]  # fmt: skip
    return in_days(steps, today)
