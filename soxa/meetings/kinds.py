"""The kinds of meetings as data: whose, how often, who is summoned, who must come and agree, how one votes, how long, by what law."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from soxa.law import meetings as law
from soxa.law.acts import (
    CT_50,
    GRASSROOTS_DEMOCRACY,
    HD_12_MEETINGS,
    HD_42,
)
from soxa.law.acts_of_bodies import LOCAL_GOVERNMENT, ND_315, VOTERS_72, WORKING_304
from soxa.law.citation import Citation
from soxa.law.force import Law, NotInForce
from soxa.meetings.rules import enough

PARTY, STATE = "party", "state"
# who is summoned: the members at home in the cell, a list of people by name, or heads that are only counted
MEMBERS, LIST, HEADS = "members", "list", "heads"
# what a share is taken of: all who may vote, those summoned, those who came
ALL, SUMMONED, PRESENT = "all", "summoned", "present"
HAND, BALLOT, NAMED, SECRET = "hand", "ballot", "named", "secret"
WEEK, MONTH, QUARTER, HALF, YEAR, NEEDED = "week", "month", "quarter", "half", "year", "needed"
RHYTHMS = {
    WEEK: _("hằng tuần"),
    MONTH: _("hằng tháng"),
    QUARTER: _("hằng quý"),
    HALF: _("hai kỳ một năm"),
    YEAR: _("mỗi năm một lần"),
    NEEDED: _("khi cần"),
}


BASES = {ALL: _("tổng số"), SUMMONED: _("số phải dự"), PRESENT: _("số có mặt")}
CALLS = {MEMBERS: _("đảng viên của chi bộ"), LIST: _("theo danh sách"), HEADS: _("chỉ đếm số dự")}
WAYS = {
    HAND: _("giơ thẻ, giơ tay"),
    BALLOT: _("phiếu kín trên giấy"),
    NAMED: _("điện tử có ghi tên"),
    SECRET: _("điện tử bỏ phiếu kín"),
}


@dataclass(frozen=True)
class Share:
    """How much of a base must be there or agree: the law's share, whether it is passed or reached, and of what."""

    law: Law
    base: str
    strict: bool = True

    def words(self, on: date) -> str:
        """The share in words, as in force on a day: "hơn 1/2 tổng số"; a dash before the law."""
        try:
            amount = self.law.on(on).amount
        except NotInForce:
            return "–"
        said = gettext("hơn {share} {base}") if self.strict else gettext("từ {share} {base}")
        return said.format(share=amount, base=BASES[self.base])

    def reached(self, here: int, of: int, on: date) -> bool:
        """Whether `here` of `of` are enough on a day; NotInForce before the law."""
        return enough(here, of, str(self.law.on(on).amount), strict=self.strict)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of meeting. `unit_kind`: whose units hold it; `codes`: offices that are proposed to a first list."""

    code: str
    title: Any
    side: str
    unit_kind: str
    summoned: str
    rhythm: str
    times: Law | None = None
    quorum: Share | None = None
    majority: Share | None = None
    forms: tuple[str, ...] = (HAND, BALLOT)
    papers: tuple[Any, ...] = ()
    papers_before: Law | None = None
    notice: Law | None = None
    least_minutes: Law | None = None
    codes: tuple[str, ...] = ()
    cite: Citation

    def holds(self, here: int, of: int, on: date) -> bool:
        """Whether so many who came are enough for the meeting to be held; true where no rule was in force."""
        if self.quorum is None:
            return True
        try:
            return self.quorum.reached(here, of, on)
        except NotInForce:
            return True


CELL, CELL_THEME, CELL_COMMITTEE = "cell", "cell_theme", "cell_committee"
OPINIONS = (HAND, BALLOT, NAMED, SECRET)
_HALF_THERE = Share(law.QUORUM, SUMMONED)
_PARTY = Share(law.MAJORITY_PARTY, ALL)
_CELL: dict[str, Any] = {
    "side": PARTY, "unit_kind": "cell", "quorum": _HALF_THERE, "majority": _PARTY, "forms": OPINIONS,
}  # fmt: skip
_BODY: dict[str, Any] = {"unit_kind": "commune", "summoned": LIST}

KINDS = {
    one.code: one
    for one in (
        Kind(
            code=CELL, title=_("Sinh hoạt chi bộ thường kỳ"), summoned=MEMBERS, rhythm=MONTH, least_minutes=law.LEAST_MINUTES,
            papers=(_("biên bản"), _("nghị quyết tháng")), papers_before=law.PAPERS_BEFORE, cite=CT_50.at(""), **_CELL,
        ),
        Kind(
            code=CELL_THEME, title=_("Sinh hoạt chi bộ chuyên đề"), summoned=MEMBERS, rhythm=QUARTER, times=law.THEMES_A_QUARTER,
            papers=(_("báo cáo chuyên đề"), _("biên bản")), papers_before=law.PAPERS_BEFORE, cite=HD_12_MEETINGS.at(""), **_CELL,
        ),
        Kind(
            code=CELL_COMMITTEE, title=_("Họp chi ủy"), summoned=LIST, rhythm=MONTH,
            codes=("cell_secretary", "cell_deputy", "cell_committee"), papers=(_("biên bản"),), cite=HD_42.at(""), **_CELL,
        ),
        Kind(
            code="committee", title=_("Hội nghị Ban Chấp hành Đảng bộ xã"), side=PARTY, rhythm=QUARTER, times=law.COMMITTEE_QUARTERLY,
            quorum=_HALF_THERE, majority=_PARTY, forms=OPINIONS, papers=(_("biên bản"), _("nghị quyết")), cite=WORKING_304.at(""), **_BODY,
        ),
        Kind(
            code="standing", title=_("Họp Ban Thường vụ Đảng ủy"), side=PARTY, rhythm=MONTH, times=law.STANDING_MONTHLY,
            quorum=_HALF_THERE, majority=_PARTY, forms=OPINIONS, papers=(_("biên bản"), _("kết luận")), cite=WORKING_304.at(""), **_BODY,
        ),
        Kind(
            code="briefing", title=_("Giao ban Thường trực Đảng ủy"), side=PARTY, rhythm=WEEK, forms=(),
            papers=(_("thông báo kết luận"),), cite=WORKING_304.at(""), **_BODY,
        ),
        Kind(
            code="secretaries", title=_("Giao ban bí thư chi bộ"), side=PARTY, rhythm=MONTH, forms=(),
            papers=(_("thông báo kết luận"),), codes=("cell_secretary",), cite=WORKING_304.at(""), **_BODY,
        ),
        Kind(
            code="council", title=_("Kỳ họp Hội đồng nhân dân xã"), side=STATE, rhythm=HALF, times=law.COUNCIL_SESSIONS,
            quorum=Share(law.QUORUM_COUNCIL, ALL, strict=False), majority=Share(law.MAJORITY_COUNCIL, ALL),
            papers=(_("biên bản"), _("nghị quyết")), papers_before=law.COUNCIL_PAPERS, notice=law.COUNCIL_NOTICE, cite=LOCAL_GOVERNMENT.at(""), **_BODY,
        ),
        Kind(
            code="council_special", title=_("Kỳ họp chuyên đề Hội đồng nhân dân xã"), side=STATE, rhythm=NEEDED,
            quorum=Share(law.QUORUM_COUNCIL, ALL, strict=False), majority=Share(law.MAJORITY_COUNCIL, ALL),
            papers=(_("biên bản"), _("nghị quyết")), papers_before=law.COUNCIL_PAPERS, notice=law.COUNCIL_NOTICE_SPECIAL, cite=LOCAL_GOVERNMENT.at(""), **_BODY,
        ),
        Kind(
            code="people_committee", title=_("Phiên họp Ủy ban nhân dân xã"), side=STATE, rhythm=MONTH, quorum=Share(law.QUORUM, ALL),
            majority=Share(law.MAJORITY_STATE, ALL), forms=OPINIONS, papers=(_("biên bản"), _("thông báo kết luận")), cite=ND_315.at(""), **_BODY,
        ),
        Kind(
            code="village", title=_("Hội nghị thôn, tổ dân phố"), side=STATE, unit_kind="commune", summoned=HEADS, rhythm=YEAR,
            times=law.VILLAGE_YEARLY, quorum=Share(law.QUORUM_VILLAGE, ALL), majority=Share(law.MAJORITY_HOUSEHOLDS, ALL),
            papers=(_("biên bản"), _("nghị quyết của cộng đồng dân cư")), cite=GRASSROOTS_DEMOCRACY.at("Điều 33"),
        ),
        Kind(
            code="dialogue", title=_("Đối thoại với Nhân dân"), side=STATE, unit_kind="commune", summoned=HEADS, rhythm=YEAR,
            times=law.DIALOGUES, forms=(), papers=(_("biên bản"), _("thông báo kết luận")), cite=GRASSROOTS_DEMOCRACY.at("Điều 32"),
        ),
        Kind(
            code="voters", title=_("Hội nghị tiếp xúc cử tri"), side=STATE, unit_kind="commune", summoned=HEADS, rhythm=NEEDED,
            forms=(), papers=(_("biên bản"), _("báo cáo tổng hợp kiến nghị")), notice=law.VOTERS_NOTICE, cite=VOTERS_72.at(""),
        ),
    )
}  # fmt: skip
TITLES = [(one.code, one.title) for one in KINDS.values()]
OF_CELLS = tuple(one.code for one in KINDS.values() if one.unit_kind == "cell")
OF_MEMBERS = tuple(one.code for one in KINDS.values() if one.summoned == MEMBERS)
