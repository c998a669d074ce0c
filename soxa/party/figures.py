"""What the Party side can be counted by: members, standing, age, cells, cards, files, movements."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Moment, Source, SourceColumn, once_told
from soxa.kernel.units.tree import tree
from soxa.law.acts import CHARTER, CT_51, HD_11, HD_38, QD_294
from soxa.law.party import AGE_BANDS, AGE_BANDS_CITE
from soxa.law.periods import FOREVER
from soxa.org.models import Person
from soxa.party.ages import age_number, aged
from soxa.party.models import Cell, Membership, MissingPaper, PastKind
from soxa.party.movements import (
    carried_rows,
    internal_net,
    internal_rows,
    recognised_between,
    recognised_in,
    reorganised_net,
)

_NAME = SourceColumn(_("Họ và tên"), "member__person__full_name")
_BORN = SourceColumn(_("Ngày sinh"), "member__person__born", lambda born: born.text() if born else "")
_CELL = SourceColumn(_("Chi bộ"), "unit_id", lambda unit_id: tree().name(unit_id))
_CARD = SourceColumn(_("Số thẻ"), "member__card_no", lambda card: f"{card[:2]}.{card[2:]}" if card else "")
_ADMITTED = SourceColumn(_("Ngày kết nạp"), "member__admitted_on", lambda day: day.text() if day else "")
_RECOGNISED = SourceColumn(
    _("Ngày chính thức"), "member__recognised_on", lambda day: day.text() if day else ""
)
_WAITS = SourceColumn(_("Lý do chưa đổi thẻ"), "member__card_wait_reason")


def _day(day: Any) -> str:
    return "" if day in (None, FOREVER) else f"{day:%d/%m/%Y}"


def _member_page(row: dict[str, Any]) -> str:
    return reverse("member", args=[row["member_id"]])


def _cell_page(row: dict[str, Any]) -> str:
    return reverse("cell", args=[tree().nodes[row["unit_id"]].code])


_FACTS = ("unit_id", "since", "until", "member_id", "member__recognised_on", "member__card_exchanged_on")

MEMBERS = Source(
    code="party.memberships",
    title=_("Đảng viên đang sinh hoạt"),
    rows=lambda: Membership.objects.home(),
    kind="stock",
    facts=(*_FACTS, "member__person__sex", "member__person__born", "member__file_checked_on"),
    columns=(_NAME, _BORN, _CELL, _CARD, _ADMITTED, _RECOGNISED, _WAITS),
    order=("name_key", "pk"),
    link=_member_page,
    link_path="member_id",
    sight_domain="party",
)
OPENED = Source(
    code="party.opened",
    title=_("Đảng viên vào"),
    rows=lambda: Membership.objects.home(),
    kind="event",
    on="since",
    facts=("unit_id", "since", "opened_by", "member_id"),
    columns=(
        _NAME,
        _BORN,
        _CELL,
        SourceColumn(_("Ngày"), "since", _day),
        SourceColumn(_("Văn bản"), "paper"),
    ),
    order=("since", "name_key", "pk"),
    link=_member_page,
    link_path="member_id",
    sight_domain="party",
)
CLOSED = Source(
    code="party.closed",
    title=_("Đảng viên ra"),
    rows=lambda: Membership.objects.home(),
    kind="event",
    on="until",
    day_shift=-1,
    facts=("unit_id", "until", "closed_by", "member_id"),
    columns=(
        _NAME,
        _BORN,
        _CELL,
        SourceColumn(_("Ngày"), "until", _day),
        SourceColumn(_("Văn bản"), "closing_paper"),
    ),
    order=("until", "name_key", "pk"),
    link=_member_page,
    link_path="member_id",
    sight_domain="party",
)
RECOGNISED = Source(
    code="party.recognitions",
    title=_("Đảng viên được công nhận chính thức"),
    rows=recognised_in,
    kind="event",
    on="counted_on",
    partly_known=recognised_between,
    facts=("unit_id", "member__recognised_on", "member_id"),
    columns=(_NAME, _BORN, _CELL, _ADMITTED, _RECOGNISED),
    order=("member__recognised_on", "name_key", "pk"),
    link=_member_page,
    link_path="member_id",
    sight_domain="party",
)
CELLS = Source(
    code="party.cell_rows",
    title=_("Chi bộ"),
    rows=lambda: Cell.objects.all(),
    kind="stock",
    facts=("unit_id", "kind", "since", "until"),
    columns=(
        SourceColumn(_("Chi bộ"), "unit_id", lambda unit_id: tree().name(unit_id)),
        SourceColumn(_("Loại"), "kind", lambda kind: str(dict(Cell.KINDS).get(kind, kind))),
        SourceColumn(
            _("Tổ chức cơ sở đảng"),
            "grassroots",
            lambda yes: {True: "có", False: "không"}.get(yes, "chưa hỏi"),
        ),
    ),
    order=("unit__code",),
    link=_cell_page,
    link_path="unit_id",
    sight_domain="party",
)


def official(moment: Moment) -> Q:
    """Recognised on or before the day."""
    return Membership.official_by(moment.on)


def probationary(moment: Moment) -> Q:
    """Not recognised by the end of the day."""
    return Membership.probationary_by(moment.on)


@once_told
def complete_file(moment: Moment) -> Q:
    """The file was checked, and no paper was missing at the end of the day."""
    lacking = MissingPaper.objects.filter(MissingPaper.standing(moment.on)).values("member_id")
    return Q(member__file_checked_on__lte=moment.on) & ~Q(member_id__in=lacking)


def exchanged(moment: Moment) -> Q:
    """Holds the new card at the end of the day."""
    return Q(member__card_exchanged_on__lte=moment.on)


def _born_between(youngest: int, oldest: int | None) -> Any:
    return lambda moment: aged(age_number(moment.on), youngest, oldest)


def _of_kind(kind: str) -> Any:
    """Of this kind on the day: a cell's own kind, unless it was of another one then."""

    @once_told
    def condition(moment: Moment) -> Q:
        past = PastKind.objects.filter(PastKind.standing(moment.on))
        then = past.filter(kind=kind).values("cell")
        return (Q(kind=kind) & ~Q(pk__in=past.values("cell"))) | Q(pk__in=then)

    return condition


def _opened(reason: str) -> Any:
    return lambda moment: Q(opened_by=reason)


def _closed(reason: str) -> Any:
    return lambda moment: Q(closed_by=reason)


_PEOPLE, _PERCENT = _("đảng viên"), "%"
_COUNTED = HD_38.at("")

Figure(
    "party.members", _("Đảng viên"), _PEOPLE, MEMBERS, _COUNTED,
    _("Người có tên trong danh sách chính thức của một chi bộ vào cuối ngày chốt; người sinh hoạt tạm thời từ nơi khác đến không tính."),
    sentence=_("Đảng bộ có {cells} chi bộ, {f} đảng viên."),
    parts=((_("chính thức"), "party.members_official"), (_("dự bị"), "party.members_probationary")),
)  # fmt: skip
Figure(
    "party.members_official", _("Đảng viên chính thức"), _PEOPLE, MEMBERS, CHARTER.at("Điều 5"),
    _("Đảng viên đã được công nhận chính thức vào hoặc trước ngày chốt."), counts=official,
)  # fmt: skip
Figure(
    "party.members_probationary", _("Đảng viên dự bị"), _PEOPLE, MEMBERS, CHARTER.at("Điều 5"),
    _("Đảng viên chưa được công nhận chính thức vào cuối ngày chốt."), counts=probationary,
)  # fmt: skip
Figure(
    "party.women", _("Đảng viên nữ"), _PEOPLE, MEMBERS, HD_11.at(""),
    _("Đảng viên có giới tính ghi trong hồ sơ là nữ."),
    counts=lambda moment: Q(member__person__sex=Person.FEMALE),
)  # fmt: skip
Figure(
    "party.women_share", _("Tỷ lệ đảng viên nữ"), _PERCENT, MEMBERS, HD_11.at(""),
    _("Đảng viên nữ ÷ toàn bộ đảng viên."), share=True,
    counts=lambda moment: Q(member__person__sex=Person.FEMALE),
)  # fmt: skip
for band in AGE_BANDS:
    Figure(
        f"party.age_{band.first}_{band.last}" if band.last else f"party.age_over_{band.first - 1}",
        _("Tuổi {band}").format(band=band.title), _PEOPLE, MEMBERS, AGE_BANDS_CITE,
        _("Tuổi tròn vào cuối ngày chốt; hồ sơ chỉ có năm sinh thì lấy năm chốt trừ năm sinh."),
        counts=_born_between(band.first, band.last),
    )  # fmt: skip
Figure(
    "party.age_unknown", _("Chưa ghi ngày sinh"), _PEOPLE, MEMBERS, AGE_BANDS_CITE,
    _("Hồ sơ chưa có cả năm sinh."), counts=lambda moment: Q(member__person__born=None),
)  # fmt: skip
Figure(
    "party.files_complete", _("Hồ sơ đảng viên đầy đủ"), _PERCENT, MEMBERS, QD_294.at(""),
    _("Hồ sơ đã kiểm tra và không thiếu giấy nào của danh mục ÷ toàn bộ đảng viên."),
    counts=complete_file, share=True, missing_title=_("hồ sơ còn thiếu giấy hoặc chưa kiểm tra"),
)  # fmt: skip
Figure(
    "party.card_exchange", _("Đổi thẻ đảng viên"), _PERCENT, MEMBERS, CT_51.at(""),
    _("Người giữ thẻ mới ÷ đảng viên chính thức vào cuối ngày chốt. Đảng viên dự bị không ở mẫu số."),
    counts=exchanged, among=official, share=True, missing_title=_("đảng viên chính thức chưa đổi thẻ"),
)  # fmt: skip
Figure(
    "party.cells", _("Chi bộ"), _("chi bộ"), CELLS, CHARTER.at("Điều 24"),
    _("Chi bộ đang hoạt động vào cuối ngày chốt."),
)  # fmt: skip
for kind, title in Cell.KINDS:
    Figure(
        f"party.cells_{kind}", _("Chi bộ {kind}").format(kind=title), _("chi bộ"), CELLS, CHARTER.at("Điều 24"),
        _("Chi bộ thuộc loại này, đang hoạt động vào cuối ngày chốt."), counts=_of_kind(kind),
    )  # fmt: skip

_IN = (
    ("admitted", _("Kết nạp"), Membership.ADMITTED, CHARTER.at("Điều 4")),
    ("transferred_in", _("Chuyển đến"), Membership.TRANSFERRED_IN, CHARTER.at("Điều 6")),
    ("restored", _("Phục hồi"), Membership.RESTORED, QD_294.at("")),
)
_OUT = (
    ("transferred_out", _("Chuyển đi"), Membership.TRANSFERRED_OUT, CHARTER.at("Điều 6")),
    ("died", _("Từ trần"), Membership.DIED, HD_38.at("")),
    ("struck_off", _("Xóa tên"), Membership.STRUCK_OFF, CHARTER.at("Điều 8")),
    ("expelled", _("Khai trừ"), Membership.EXPELLED, CHARTER.at("Điều 35")),
    ("left", _("Xin ra, cho ra khỏi Đảng"), Membership.LEFT, CHARTER.at("Điều 8")),
)
for code, title, reason, law in _IN:
    Figure(
        f"party.{code}", title, _PEOPLE, OPENED, law,
        _("Tính theo ngày có hiệu lực trong kỳ, tại tổ chức mà đảng viên thuộc về vào ngày đó."), counts=_opened(reason),
    )  # fmt: skip
for code, title, reason, law in _OUT:
    Figure(
        f"party.{code}", title, _PEOPLE, CLOSED, law,
        _("Tính theo ngày có hiệu lực trong kỳ, tại tổ chức mà đảng viên thuộc về ngay trước ngày đó."), counts=_closed(reason),
    )  # fmt: skip
Figure(
    "party.recognised", _("Công nhận chính thức"), _PEOPLE, RECOGNISED, CHARTER.at("Điều 5"),
    _("Đảng viên có ngày công nhận chính thức trong kỳ."),
)  # fmt: skip
Figure(
    "party.moved_within", _("Chuyển trong đảng bộ"), _PEOPLE, OPENED, CHARTER.at("Điều 6"),
    _("Số chuyển đến trừ số chuyển đi giữa các chi bộ; với toàn đảng bộ luôn bằng 0."),
    net=internal_net, net_rows=internal_rows,
)  # fmt: skip
Figure(
    "party.reorganised", _("Do sắp xếp tổ chức"), _PEOPLE, OPENED, CHARTER.at("Điều 10"),
    _("Số đảng viên đến trừ số đi vì tổ chức được thành lập, hợp nhất, chuyển giao; không phải chuyển sinh hoạt."),
    net=reorganised_net, net_rows=carried_rows,
)  # fmt: skip

BALANCE_IN = tuple(f"party.{code}" for code, *_rest in _IN)
BALANCE_OUT = tuple(f"party.{code}" for code, *_rest in _OUT)
BALANCE_NET = ("party.moved_within", "party.reorganised")
