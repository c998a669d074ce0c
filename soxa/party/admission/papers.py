"""The papers of an admission file: which, on which form, needed for which vote; and what a file still lacks on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.page import day_text
from soxa.law.citation import Citation
from soxa.law.force import Law
from soxa.law.party_cases import (
    CLASS_MONTHS,
    FORM_APPLICATION,
    FORM_CLASS,
    FORM_CV,
    FORM_HELPER,
    FORM_INTRODUCTION,
    FORM_OPINIONS,
    FORM_OPINIONS_AGAIN,
    FORM_SELF_REVIEW,
    FORM_UNION,
)
from soxa.party.admission.models import Admission, AdmissionPaper
from soxa.party.admission.rules import (
    certificate_until,
    file_is_old,
    introducer_ready,
    introducers_needed,
)
from soxa.party.rules import is_official

FIRST, SECOND = "admission", "recognition"
CLASS, APPLICATION, CV, ASKED, VERIFIED = "class", "application", "cv", "asked", "verified"
INTRODUCTION, UNION, OPINIONS, SUPPLEMENT = "introduction", "union", "opinions", "supplement"
OVER_AGE, SCHOOLING, READMISSION = "over_age", "schooling", "readmission"
NEW_CLASS, SELF_REVIEW, HELPED, OPINIONS_AGAIN = "new_class", "self_review", "helped", "opinions_again"


@dataclass(frozen=True)
class Kind:
    """A paper of the file: its title, its form, for which vote, and whether every file needs it."""

    code: str
    title: Any
    stage: str
    form: Law | None = None
    always: bool = True

    def form_no(self, on: date) -> str:
        """The form's number in force on a day; empty for a paper without one."""
        try:
            return str(self.form.on(on).amount) if self.form else ""
        except LookupError:
            return ""


KINDS = {
    one.code: one
    for one in (
        Kind(CLASS, gettext_lazy("Giấy chứng nhận lớp nhận thức về Đảng"), FIRST, FORM_CLASS),
        Kind(APPLICATION, gettext_lazy("Đơn xin vào Đảng"), FIRST, FORM_APPLICATION),
        Kind(CV, gettext_lazy("Lý lịch của người xin vào Đảng"), FIRST, FORM_CV),
        Kind(ASKED, gettext_lazy("Công văn đề nghị thẩm tra lý lịch"), FIRST, always=False),
        Kind(VERIFIED, gettext_lazy("Kết quả thẩm tra lý lịch"), FIRST),
        Kind(INTRODUCTION, gettext_lazy("Giấy giới thiệu của đảng viên chính thức"), FIRST, FORM_INTRODUCTION),
        Kind(
            UNION, gettext_lazy("Nghị quyết giới thiệu của Đoàn thanh niên hoặc công đoàn"), FIRST, FORM_UNION, always=False
        ),
        Kind(OPINIONS, gettext_lazy("Tổng hợp ý kiến nơi làm việc và chi ủy nơi cư trú"), FIRST, FORM_OPINIONS),
        Kind(SUPPLEMENT, gettext_lazy("Bổ sung thẩm tra, nhận xét (hồ sơ quá 12 tháng)"), FIRST, always=False),
        Kind(OVER_AGE, gettext_lazy("Cấp ủy trực thuộc Trung ương đồng ý xét người trên 60 tuổi"), FIRST, always=False),
        Kind(SCHOOLING, gettext_lazy("Văn bản đồng ý trường hợp đặc biệt về học vấn"), FIRST, always=False),
        Kind(READMISSION, gettext_lazy("Ban Thường vụ cấp tỉnh đồng ý xét kết nạp lại"), FIRST, always=False),
        Kind(NEW_CLASS, gettext_lazy("Giấy chứng nhận lớp đảng viên mới"), SECOND),
        Kind(SELF_REVIEW, gettext_lazy("Bản tự kiểm điểm của đảng viên dự bị"), SECOND, FORM_SELF_REVIEW),
        Kind(HELPED, gettext_lazy("Nhận xét của đảng viên chính thức giúp đỡ"), SECOND, FORM_HELPER),
        Kind(OPINIONS_AGAIN, gettext_lazy("Tổng hợp ý kiến nhận xét đảng viên dự bị"), SECOND, FORM_OPINIONS_AGAIN),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Lack:
    """What stands in the way of a vote: in words, and the clause."""

    words: str
    cite: Citation | None = None

    def __str__(self) -> str:
        return f"{self.words} ({self.cite})" if self.cite else self.words


def stage_of(case: Admission) -> str:
    """For which vote papers are gathered now; empty when for none."""
    if case.state in Admission.BEFORE:
        return FIRST
    return SECOND if case.state == Admission.PROBATION else ""


def offered(case: Admission) -> list[Kind]:
    """Papers that may be put into the file now."""
    return [one for one in KINDS.values() if one.stage == stage_of(case)]


def latest(papers: Iterable[AdmissionPaper], kind: str, on: date) -> AdmissionPaper | None:
    """The newest paper of a kind by a day."""
    found = [one for one in papers if one.kind == kind and one.on <= on]
    return max(found, key=lambda one: (one.on, one.pk), default=None)


def lacking(case: Admission, papers: list[AdmissionPaper], on: date, stage: str) -> list[Lack]:
    """What the file lacks for the vote of a stage on a day: papers, their validity, introducers."""
    lacks = [
        Lack(_("Thiếu: {paper}").format(paper=kind.title))
        for kind in KINDS.values()
        if kind.stage == stage and kind.always and kind.code != INTRODUCTION and not latest(papers, kind.code, on)
    ]  # fmt: skip
    if stage == SECOND:
        return lacks
    return [*lacks, *_certificate(papers, on), *_introductions(papers, on), *_old(papers, on), *_special(case, papers, on)]  # fmt: skip


def _certificate(papers: list[AdmissionPaper], on: date) -> list[Lack]:
    paper = latest(papers, CLASS, on)
    if paper is None or on <= (last := certificate_until(paper.on)):
        return []
    row = CLASS_MONTHS.on(paper.on)
    words = _("Giấy chứng nhận lớp nhận thức về Đảng chỉ có giá trị {months} tháng, đến {day}").format(
        months=row.amount, day=day_text(last)
    )
    return [Lack(words, row.cite)]


def _introductions(papers: list[AdmissionPaper], on: date) -> list[Lack]:
    given = [one for one in papers if one.kind == INTRODUCTION and one.on <= on]
    who = {one.introducer_id for one in given if _may_introduce(one, on)}
    needed = introducers_needed(on, organisation=latest(papers, UNION, on) is not None)
    if len(who) >= needed:
        return []
    words = _(
        "Cần {needed} đảng viên chính thức giới thiệu (cùng công tác, cư trú ít nhất 12 tháng), mới có {n}; "
        "có nghị quyết của Đoàn thanh niên hoặc công đoàn thì cần một"
    ).format(needed=needed, n=len(who))
    cite = introducers_needed.__cites__[0]  # type: ignore[attr-defined]
    return [Lack(words, cite)]


def _may_introduce(paper: AdmissionPaper, on: date) -> bool:
    if paper.introducer is None or paper.known_since is None:
        return False
    official = is_official(paper.introducer.recognised_on, paper.on)
    return official and introducer_ready(paper.known_since, on)


def _old(papers: list[AdmissionPaper], on: date) -> list[Lack]:
    if (extra := latest(papers, SUPPLEMENT, on)) and not file_is_old(extra.on, on):
        return []
    kept = [one for kind in (VERIFIED, OPINIONS) if (one := latest(papers, kind, on))]
    old = [str(KINDS[one.kind].title) for one in kept if file_is_old(one.on, on)]
    if not old:
        return []
    cite = file_is_old.__cites__[-1]  # type: ignore[attr-defined]
    return [Lack(_("Đã quá 12 tháng, phải bổ sung: {papers}").format(papers="; ".join(old)), cite)]


def _special(case: Admission, papers: list[AdmissionPaper], on: date) -> list[Lack]:
    lacks = []
    if not case.schooled and not latest(papers, SCHOOLING, on):
        lacks.append(Lack(_("Chưa tốt nghiệp THCS: cần văn bản đồng ý trường hợp đặc biệt về học vấn")))
    if case.formerly and not latest(papers, READMISSION, on):
        lacks.append(Lack(_("Kết nạp lại: cần Ban Thường vụ cấp tỉnh đồng ý bằng văn bản")))
    return lacks
