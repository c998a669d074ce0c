"""The kinds of workbook that may be handed in: who may write them, how they are planned, what their pages show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from soxa.documents.catalogue import PARTY, STATE
from soxa.documents.keeping import plan_import
from soxa.documents.keeping.models import Folder
from soxa.documents.keeping.plan import PLAN
from soxa.documents.keeping.plan_import import PlanPreview
from soxa.documents.keeping.sheet import FOLDERS
from soxa.documents.models import DOMAINS
from soxa.kernel.page import day_text
from soxa.kernel.sheets import Columns
from soxa.kernel.sheets.preview import Preview
from soxa.kernel.sheets.writer import written
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.meetings.flow import WRITE
from soxa.meetings.handbook import importing
from soxa.meetings.handbook.columns import MEETINGS
from soxa.meetings.handbook.importing import MeetingsPreview
from soxa.meetings.handbook.writing import Made
from soxa.meetings.kinds import KINDS as KINDS_OF_MEETINGS
from soxa.org.roles import STEERING
from soxa.party import member_import
from soxa.party.doubles import Listed
from soxa.party.dues import paid_import, rates_import
from soxa.party.dues.by_workbook import Typed
from soxa.party.dues.flow import OFFICE
from soxa.party.dues.models import DuesCategory, DuesLine
from soxa.party.dues.paid_import import PaidPreview
from soxa.party.dues.rates_import import RatesPreview
from soxa.party.dues.sheets import PAID, RATES
from soxa.party.member_import import MemberPreview
from soxa.party.sheets import MEMBERS
from soxa.steering.programmes import items_import
from soxa.steering.programmes.items_import import ItemsPreview
from soxa.steering.programmes.models import ProgrammeItem
from soxa.steering.programmes.sheets import ITEMS
from soxa.steering.targets import target_import
from soxa.steering.targets.flow import WRITE as STEERING_WRITE
from soxa.steering.targets.sheets import TARGETS
from soxa.steering.targets.target_import import Line, TargetPreview
from soxa.steering.works import works_import
from soxa.steering.works.sheets import WORKS
from soxa.steering.works.typed import millions
from soxa.steering.works.works_import import Asked, WorksPreview
from soxa.values import value_import
from soxa.values.catalogue import groups
from soxa.values.figures import value_text
from soxa.values.measures import measure_import
from soxa.values.measures.measure_import import MeasuresPreview
from soxa.values.measures.sheets import MEASURES
from soxa.values.models import ReportedValue
from soxa.values.sheets import VALUES
from soxa.values.stated import Stated
from soxa.values.value_import import ValuePreview, as_row

SHOWN_ROWS = 50


@dataclass(frozen=True)
class Group:
    """One group of rows on the preview: its title, head, the first rows as texts, and how many more there are."""

    title: Any
    head: tuple[Any, ...]
    rows: list[list[str]]
    more: int


@dataclass(frozen=True)
class Kind:
    """A kind of workbook."""

    code: str
    title: Any
    noun: Any
    act: str
    domain: str
    columns: Columns
    plan: Callable[[bytes, int, date, Mapping[str, str]], Preview]
    groups: Callable[[Any], list[Group]]
    opens: str
    opens_title: Any


def _members(content: bytes, unit_id: int, on: date, consent: Mapping[str, str]) -> Preview:
    return member_import.plan(content, unit_id=unit_id, on=on, create_cells=consent)


def _values(content: bytes, unit_id: int, on: date, consent: Mapping[str, str]) -> Preview:
    return value_import.plan(content, unit_id=unit_id, on=on)


def _member_groups(preview: MemberPreview) -> list[Group]:
    head = (_("Họ và tên"), _("Ngày sinh"), _("Chi bộ"), _("Trong tệp"))
    names = {cell.key: cell.name for cell in preview.proposed_cells}
    changed = [[*_member(one, names), preview.titles(one)] for one in preview.changed[:SHOWN_ROWS]]
    new = [_member(one, names) for one in preview.new[:SHOWN_ROWS]]
    return [
        _group(_("Thay đổi"), (*head, _("Khác với sổ ở")), changed, len(preview.changed)),
        _group(_("Mới"), head, new, len(preview.new)),
    ]


def _member(one: Listed, names: Mapping[str, str]) -> list[str]:
    cell = names.get(one.cell, "") if isinstance(one.cell, str) else tree().name(one.cell)
    where = gettext("{sheet}, dòng {row}").format(sheet=one.row.sheet, row=one.row.number)
    return [one.values["full_name"], one.values["born"].text(), cell, where]


def _value_groups(preview: ValuePreview) -> list[Group]:
    head = (_("Chỉ tiêu"), _("Kỳ"), _("Loại số"), _("Đơn vị"))
    changed = [[*_stated(one.stated), one.before, one.after] for one in preview.changed[:SHOWN_ROWS]]
    new = [[*_stated(one), value_text(as_row(one))] for one in preview.new[:SHOWN_ROWS]]
    return [
        _group(_("Thay đổi"), (*head, _("Đang có"), _("Sẽ là")), changed, len(preview.changed)),
        _group(_("Mới"), (*head, _("Giá trị")), new, len(preview.new)),
    ]


def _stated(one: Stated) -> list[str]:
    sort = str(dict(ReportedValue.SORTS)[one.sort])
    return [one.measure.title, one.period.title(day_text), sort, tree().name(one.unit_id)]


def _measures(content: bytes, unit_id: int, on: date, consent: Mapping[str, str]) -> Preview:
    return measure_import.plan(content, unit_id=unit_id, on=on)


def _measure_groups(preview: MeasuresPreview) -> list[Group]:
    columns = ("kind", "unit_word", "higher_is_better", "periods", "aggregation")
    head = (_("Chỉ tiêu"), _("Nhóm"), *(MEASURES[name].title for name in columns))
    titles = {one.code: one.title for one in groups()}
    new = [
        [one["title"], titles[one["group"]], *(str(written(MEASURES[name], one[name])) for name in columns)]
        for one in preview.new[:SHOWN_ROWS]
    ]
    return [_group(_("Mới"), head, new, len(preview.new))]


def _rates(content: bytes, unit_id: int, on: date, consent: Mapping[str, str]) -> Preview:
    return rates_import.plan(content, unit_id=unit_id, on=on)


def _rate_groups(preview: RatesPreview) -> list[Group]:
    head = (_("Họ và tên"), _("Chi bộ"), _("Áp dụng từ tháng"))
    changed = [[*_rated(one), one.before, _rate_word(one)] for one in preview.changed[:SHOWN_ROWS]]
    new = [[*_rated(one), _rate_word(one)] for one in preview.new[:SHOWN_ROWS]]
    return [
        _group(_("Thay đổi"), (*head, _("Đang có"), _("Sẽ là")), changed, len(preview.changed)),
        _group(_("Mới"), (*head, _("Đối tượng đóng")), new, len(preview.new)),
    ]


def _rated(one: Typed) -> list[str]:
    return [one.who.name, tree().name(one.who.unit_id), f"{one.month:%m/%Y}"]


def _rate_word(one: Typed) -> str:
    """The rate in words; an income is said to be there, never shown."""
    word = str(dict(DuesCategory.KINDS)[one.said.kind])
    return gettext("{word}, có thu nhập").format(word=word) if one.said.base else word


def _paid(content: bytes, unit_id: int, on: date, consent: Mapping[str, str]) -> Preview:
    return paid_import.plan(content, unit_id=unit_id, on=on)


def _paid_groups(preview: PaidPreview) -> list[Group]:
    head = (_("Họ và tên"), _("Chi bộ"), _("Tháng"), _("Số tiền (đồng)"), _("Ngày nộp"), _("Cách nộp"))
    new = [
        [
            one.who.name, tree().name(one.who.unit_id), f"{one.month:%m/%Y}",
            count_text(one.said.amount) if one.said.amount else gettext("đúng số phải nộp"),
            day_text(one.said.on), str(dict(DuesLine.WAYS)[one.said.way]),
        ]
        for one in preview.new[:SHOWN_ROWS]
    ]  # fmt: skip
    return [_group(_("Mới"), head, new, len(preview.new))]


def _meetings(content: bytes, unit_id: int, on: date, consent: Mapping[str, str]) -> Preview:
    return importing.plan(content, unit_id=unit_id, on=on)


def _meeting_groups(preview: MeetingsPreview) -> list[Group]:
    head = (_("Chi bộ"), _("Loại sinh hoạt"), _("Tháng"), _("Ngày họp"), _("Điểm danh"), _("Ghi sổ xong là"))
    where = (_("Cuộc họp"), _("Ô"), _("Trường"), _("Sổ ghi"), _("Sổ tay ghi"))
    sheets = {one.fault.sheet for one in preview.differences}
    told = [
        [
            f"{tree().name(one.unit_id)}, {one.day:%d/%m/%Y}",
            one.fault.cell if len(sheets) == 1 else f"{one.fault.sheet}!{one.fault.cell}", one.title,
            one.book or "–", one.told,
        ]
        for one in preview.differences[:SHOWN_ROWS]
    ]  # fmt: skip
    new = [_met(one) for one in preview.new[:SHOWN_ROWS]]
    return [
        _group(_("Mới"), head, new, len(preview.new)),
        _group(_("Chỗ sổ và Sổ tay ghi khác nhau"), where, told, len(preview.differences)),
    ]


def _met(made: Made) -> list[str]:
    told = made.told
    roll = gettext("theo tên, có mặt {n}").format(n=count_text(made.came)) if made.roll.whole else "–"
    sent = gettext("đã họp, đã gửi") if made.sends else gettext("đang họp, chưa gửi")
    cell, kind = tree().name(told.unit_id, told.day), str(KINDS_OF_MEETINGS[told.kind].title)
    return [cell, kind, f"{told.month:%m/%Y}", day_text(told.day), roll, sent]


def _plans(side: str) -> Callable[[bytes, int, date, Mapping[str, str]], Preview]:
    def planned(content: bytes, unit_id: int, on: date, consent: Mapping[str, str]) -> Preview:
        return plan_import.plan(content, side, unit_id=unit_id, on=on)

    return planned


def _plan_groups(preview: PlanPreview) -> list[Group]:
    head = (_("Năm"), _("Ký hiệu"), _("Tiêu đề hồ sơ"), _("Thời hạn lưu"))
    changed = [[*_folder(one.folder), one.titles] for one in preview.changed[:SHOWN_ROWS]]
    new = [_folder(one) for one in preview.new[:SHOWN_ROWS]]
    return [
        _group(_("Thay đổi"), (*head, _("Khác với sổ ở")), changed, len(preview.changed)),
        _group(_("Mới"), head, new, len(preview.new)),
    ]


def _folder(one: Folder) -> list[str]:
    return [str(one.year), one.code, one.title, one.term]


def _targets(content: bytes, unit_id: int, on: date, consent: Mapping[str, str]) -> Preview:
    return target_import.plan(content, unit_id=unit_id, on=on)


def _target_groups(preview: TargetPreview) -> list[Group]:
    head = (_("Chỉ tiêu"), _("Năm"), _("Số liệu của sổ"))
    changed = [[*_target(one), one.what] for one in preview.changed[:SHOWN_ROWS]]
    new = [[*_target(one), one.what] for one in preview.new[:SHOWN_ROWS]]
    return [
        _group(_("Thay đổi"), (*head, _("Sẽ ghi")), changed, len(preview.changed)),
        _group(_("Mới"), (*head, _("Kế hoạch")), new, len(preview.new)),
    ]


def _target(one: Line) -> list[str]:
    return [one.said.row["title"], one.said.year.key, f"{one.said.figure.title} ({one.said.figure.code})"]


def _items(content: bytes, unit_id: int, on: date, consent: Mapping[str, str]) -> Preview:
    return items_import.plan(content, unit_id=unit_id, on=on)


def _item_groups(preview: ItemsPreview) -> list[Group]:
    head = (
        _("Chương trình"),
        _("Việc"),
        _("Đơn vị"),
        _("Người"),
        _("Hạn"),
        _("Kết quả cần có"),
        _("Loại"),
        _("Nhiệm vụ của văn bản"),
    )
    new = [
        [
            one.programme.symbol or one.programme.title, one.content, tree().name(one.unit_id),
            one.person.name if one.person else "", day_text(one.due_on), one.result_wanted,
            str(dict(ProgrammeItem.KINDS)[one.kind]), f"{one.article.number}. {one.article.text}" if one.article else "",
        ]
        for one in preview.new[:SHOWN_ROWS]
    ]  # fmt: skip
    return [_group(_("Mới"), head, new, len(preview.new))]


def _works(content: bytes, unit_id: int, on: date, consent: Mapping[str, str]) -> Preview:
    return works_import.plan(content, unit_id=unit_id, on=on)


def _work_groups(preview: WorksPreview) -> list[Group]:
    changed = [[one.name, one.what] for one in preview.changed[:SHOWN_ROWS]]
    new = [[*_work(one), one.what] for one in preview.new[:SHOWN_ROWS]]
    head = (
        _("Công trình, dự án"),
        _("Địa điểm"),
        _("Chủ đầu tư"),
        _("Tổng mức đầu tư (triệu đồng)"),
        _("Dự kiến hoàn thành"),
    )
    return [
        _group(_("Ghi thêm vốn"), (head[0], _("Sẽ ghi")), changed, len(preview.changed)),
        _group(_("Mới"), (*head, _("Vốn")), new, len(preview.new)),
    ]  # fmt: skip


def _work(one: Asked) -> list[str]:
    told = one.facts
    return [
        one.name,
        told["place"],
        told["investor"],
        millions(told["total"]),
        day_text(told["planned_finish"]),
    ]


def _group(title: Any, head: tuple[Any, ...], rows: list[list[str]], total: int) -> Group:
    return Group(f"{title} ({count_text(total)})", head, rows, total - len(rows))


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            member_import.KIND, _("Danh sách đảng viên"), _("đồng chí"), "party.import", "party",
            MEMBERS, _members, _member_groups, "members", _("Xem danh sách đảng viên"),
        ),
        Kind(
            value_import.KIND, _("Số liệu báo cáo"), _("số liệu"), "values.write", "values",
            VALUES, _values, _value_groups, "figures", _("Xem số liệu"),
        ),
        Kind(
            measure_import.KIND, _("Danh mục chỉ tiêu của xã, của tỉnh"), _("chỉ tiêu"), "values.write", "values",
            MEASURES, _measures, _measure_groups, "catalogue", _("Xem danh mục chỉ tiêu"),
        ),
        Kind(
            target_import.KIND, _("Chỉ tiêu và kế hoạch năm"), _("chỉ tiêu"), STEERING_WRITE, STEERING,
            TARGETS, _targets, _target_groups, "targets", _("Xem chỉ tiêu"),
        ),
        Kind(
            rates_import.KIND, _("Đối tượng đóng đảng phí"), _("đồng chí"), OFFICE, "party",
            RATES, _rates, _rate_groups, "dues", _("Xem đảng phí"),
        ),
        Kind(
            paid_import.KIND, _("Thu đảng phí ghi trên giấy"), _("lượt nộp"), OFFICE, "party",
            PAID, _paid, _paid_groups, "dues", _("Xem đảng phí"),
        ),
        Kind(
            importing.KIND, _("Sinh hoạt chi bộ xuất từ Sổ tay đảng viên điện tử"), _("buổi sinh hoạt"), WRITE, "party",
            MEETINGS, _meetings, _meeting_groups, "meetings", _("Xem sinh hoạt chi bộ"),
        ),
        Kind(
            items_import.KIND, _("Đầu việc của chương trình, đề án, kế hoạch"), _("việc"), STEERING_WRITE, STEERING,
            ITEMS, _items, _item_groups, "programmes", _("Xem chương trình"),
        ),
        Kind(
            works_import.KIND, _("Công trình, dự án đầu tư công"), _("công trình"), STEERING_WRITE, STEERING,
            WORKS, _works, _work_groups, "works", _("Xem công trình"),
        ),
        *(
            Kind(
                f"folders_{side}", title, _("hồ sơ"), PLAN, DOMAINS[side],
                FOLDERS, _plans(side), _plan_groups, "folders", _("Xem danh mục hồ sơ"),
            )
            for side, title in ((PARTY, _("Danh mục hồ sơ của Đảng")), (STATE, _("Danh mục hồ sơ của chính quyền")))
        ),
    )
}  # fmt: skip
