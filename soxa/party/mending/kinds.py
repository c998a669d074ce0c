"""Which rows may be put right: by the word of the address, the form, the verbs, whose sight decides, and where one goes back to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Actor
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.models import Office
from soxa.org.roles import CASES
from soxa.party.act import PROCEED, WRITE
from soxa.party.admission.models import Admission, AdmissionPaper, AdmissionVote
from soxa.party.badges.models import TimeOutside
from soxa.party.cadres.models import Attended, Candidate, Course, PlannedPost, PlanReview
from soxa.party.congress.models import Congress
from soxa.party.discipline.models import Discipline, DisciplineVote
from soxa.party.mending import cadres, case_forms, cases, cells, filing_forms, filings, forms
from soxa.party.mending.said import Said
from soxa.party.models import Cell
from soxa.party.own_case import is_about
from soxa.party.portrait import member_seen
from soxa.party.posts import FOLLOWER
from soxa.party.standing import life_of
from soxa.party.striking.models import StrikeOff, StrikeOffVote
from soxa.party.transfers.models import Transfer
from soxa.party.voting.models import Ballot

_FOLLOWING, _CONGRESS = gettext_lazy("Phân công theo dõi"), gettext_lazy("Đại hội")
_CADRES, _COURSES = gettext_lazy("Quy hoạch cán bộ"), gettext_lazy("Đào tạo, bồi dưỡng")
_DISCIPLINE, _STRIKE_OFF = gettext_lazy("Kỷ luật đảng viên"), gettext_lazy("Xem xét xóa tên")
_ADMISSION = gettext_lazy("Kết nạp")
_VOTE = gettext_lazy("Đính chính biểu quyết của chi bộ")
_CASES: dict[str, Any] = {"by": PROCEED, "domain": CASES, "of_members": True}
Verb = Callable[[Any, Said, Actor], None]


@dataclass(frozen=True)
class Kind:
    """A kind of row: `found` asks through the reader's sight, `home` the address one goes back to, `room` its name, `sub` says which row."""

    label: Any
    found: Callable[[Any, int], Any]
    form: Callable[[Any], Any]
    mend: Verb | None
    strike: Verb
    home: Callable[[Any], str]
    room: Any
    sub: Callable[[Any], str]
    unit_of: Callable[[Any], int | None] = lambda row: row.unit_id  # type: ignore[no-any-return]
    by: str = WRITE
    domain: str = ""
    of_members: bool = False


def _own(model: Any) -> Callable[[Any, int], Any]:
    return lambda reader, pk: model.objects.seen_by(reader).filter(pk=pk).first()


def _under(model: Any, above: str) -> Callable[[Any, int], Any]:
    """Rows that are seen with the row they stand under."""

    def found(reader: Any, pk: int) -> Any:
        row = model.objects.select_related(above).filter(pk=pk).first()
        seen: Any = type(getattr(row, above)).objects if row else None
        return row if seen and seen.seen_by(reader).filter(pk=getattr(row, f"{above}_id")).exists() else None

    return found


def _case_of(row: Any) -> Any:
    if isinstance(row, DisciplineVote | StrikeOffVote):
        return cases.case_of(row)
    return row.admission if isinstance(row, AdmissionPaper | AdmissionVote) else row


def _of_another(ask: Callable[[Any, int], Any]) -> Callable[[Any, int], Any]:
    """Cases and their votes, but for who they are about: he does not read what led to them."""

    def found(reader: Any, pk: int) -> Any:
        row = ask(reader, pk)
        case = row and _case_of(row)
        return None if row is None or is_about(case, reader) else row

    return found


def _follower(reader: Any, pk: int) -> Any:
    row = Office.objects.select_related("person").filter(pk=pk, code=FOLLOWER).first()
    seen: Any = Cell.objects
    return row if row and seen.seen_by(reader).filter(unit_id=row.unit_id).exists() else None


def _outside(reader: Any, pk: int) -> Any:
    row = TimeOutside.objects.select_related("member__person").filter(pk=pk).first()
    return row if row and member_seen(row.member_id, reader) else None


def _term(row: Any) -> str:
    return f"{reverse('cadres')}?{urlencode({'nhiem-ky': row.term})}"


def _of_course(row: Attended) -> str:
    return reverse("course", args=[row.course_id])


def _of_congress(row: Congress) -> str:
    return reverse("congress", args=[row.pk]) if row.pk else reverse("congresses")


def _congress_words(row: Congress) -> str:
    return f"{tree().name(row.unit_id)} · {row.term}"


def _of_discipline(row: Discipline) -> str:
    return reverse("discipline", args=[row.pk]) if row.pk else reverse("disciplines")


def _of_strike_off(row: StrikeOff) -> str:
    return reverse("strike_off", args=[row.pk]) if row.pk else reverse("strike_offs")


def _of_admission(row: Admission) -> str:
    return reverse("admission", args=[row.pk]) if row.pk else reverse("admissions")


def _name(row: Any) -> str:
    name: str = row.member.person.full_name
    return name


KINDS = {
    "theo-doi": Kind(
        gettext_lazy("Đính chính phân công theo dõi"), _follower, lambda row: forms.FollowerMend,
        cells.mend_follower, cells.strike_follower, lambda row: reverse("following"), _FOLLOWING,
        lambda row: f"{row.person.full_name} · {tree().name(row.unit_id)}",
    ),
    "dai-hoi": Kind(
        gettext_lazy("Đính chính đại hội"), _own(Congress),
        lambda row: forms.HeldMend if row.held_on else forms.PlannedMend,
        cells.mend_congress, cells.strike_congress, _of_congress, _CONGRESS, _congress_words,
    ),
    "chi-uy": Kind(
        gettext_lazy("Bỏ chi ủy ghi nhầm"), _own(Congress), lambda row: forms.Whole,
        None, cells.unseat, _of_congress, _CONGRESS, _congress_words,
    ),
    "chuc-danh": Kind(
        gettext_lazy("Đính chính chức danh quy hoạch"), _own(PlannedPost), lambda row: forms.PostMend,
        cadres.mend_post, cadres.strike_post, _term, _CADRES, lambda row: f"{row.title} · {row.term}",
    ),
    "quy-hoach": Kind(
        gettext_lazy("Đính chính quy hoạch"), _under(Candidate, "post"), lambda row: forms.CandidateMend,
        cadres.mend_candidate, cadres.strike_candidate, lambda row: _term(row.post), _CADRES,
        lambda row: f"{row.member.person.full_name} · {row.post.title}", lambda row: row.post.unit_id,
    ),
    "ra-soat": Kind(
        gettext_lazy("Đính chính rà soát quy hoạch"), _own(PlanReview), lambda row: forms.ReviewMend,
        cadres.mend_review, cadres.strike_row, _term, _CADRES, lambda row: f"{row.term} · {row.year}",
    ),
    "lop": Kind(
        gettext_lazy("Đính chính lớp học"), _own(Course), lambda row: forms.CourseMend,
        cadres.mend_course, cadres.strike_course,
        lambda row: reverse("course", args=[row.pk]) if row.pk else reverse("courses"), _COURSES,
        lambda row: row.title,
    ),
    "hoc-vien": Kind(
        gettext_lazy("Đính chính học viên, chứng chỉ"), _under(Attended, "course"),
        lambda row: forms.AttendedMend, cadres.mend_attended, cadres.strike_attended, _of_course, _COURSES,
        lambda row: f"{row.member.person.full_name} · {row.course.title}", lambda row: row.course.unit_id,
    ),
    "ngoai-dang": Kind(
        gettext_lazy("Đính chính thời gian không tham gia sinh hoạt Đảng"), _outside,
        lambda row: forms.OutsideMend, cadres.mend_outside, cadres.strike_outside,
        lambda row: reverse("member", args=[row.member_id]), gettext_lazy("Hồ sơ"), lambda row: row.member.person.full_name,
        lambda row: life_of(row.member, book_day()).unit_id, of_members=True,
    ),
    "ky-luat": Kind(
        gettext_lazy("Đính chính hồ sơ kỷ luật"), _of_another(_own(Discipline)), lambda row: case_forms.DisciplineMend,
        cases.mend_discipline, cases.strike_discipline, _of_discipline, _DISCIPLINE, _name, **_CASES,
    ),
    "bieu-quyet-ky-luat": Kind(
        _VOTE, _of_another(_under(DisciplineVote, "discipline")), lambda row: case_forms.VoteMend, cases.mend_vote, cases.strike_vote,
        lambda row: _of_discipline(row.discipline), _DISCIPLINE, lambda row: _name(row.discipline),
        lambda row: row.discipline.unit_id, **_CASES,
    ),
    "xoa-ten": Kind(
        gettext_lazy("Đính chính hồ sơ xóa tên"), _of_another(_own(StrikeOff)), lambda row: case_forms.StrikeOffMend,
        cases.mend_strike_off, cases.strike_strike_off, _of_strike_off, _STRIKE_OFF, _name, **_CASES,
    ),
    "bieu-quyet-xoa-ten": Kind(
        _VOTE, _of_another(_under(StrikeOffVote, "strike_off")), lambda row: case_forms.VoteMend, cases.mend_vote, cases.strike_vote,
        lambda row: _of_strike_off(row.strike_off), _STRIKE_OFF, lambda row: _name(row.strike_off),
        lambda row: row.strike_off.unit_id, **_CASES,
    ),
    "ket-nap": Kind(
        gettext_lazy("Đính chính hồ sơ kết nạp"), _of_another(_own(Admission)), lambda row: filing_forms.AdmissionMend,
        filings.mend_admission, filings.strike_admission, _of_admission, _ADMISSION, lambda row: row.person.full_name,
        of_members=True,
    ),
    "giay-ket-nap": Kind(
        gettext_lazy("Đính chính giấy tờ hồ sơ kết nạp"), _of_another(_under(AdmissionPaper, "admission")),
        lambda row: filing_forms.PaperMend, filings.mend_paper, filings.strike_paper,
        lambda row: _of_admission(row.admission), _ADMISSION, filings.paper_words, lambda row: row.admission.unit_id,
        of_members=True,
    ),
    "bieu-quyet-ket-nap": Kind(
        gettext_lazy("Đính chính biểu quyết kết nạp, công nhận"), _of_another(_under(AdmissionVote, "admission")),
        lambda row: case_forms.VoteMend if row.body == Ballot.CELL else filing_forms.CommitteeVoteMend,
        filings.mend_vote, filings.strike_vote, lambda row: _of_admission(row.admission), _ADMISSION,
        lambda row: row.admission.person.full_name, lambda row: row.admission.unit_id, of_members=True,
    ),
    "chuyen-sinh-hoat": Kind(
        gettext_lazy("Đính chính hồ sơ chuyển sinh hoạt"), _of_another(_own(Transfer)), lambda row: filing_forms.TransferMend,
        filings.mend_transfer, filings.strike_transfer,
        lambda row: reverse("transfer", args=[row.pk]) if row.pk else reverse("transfers"),
        gettext_lazy("Chuyển sinh hoạt"), lambda row: row.full_name, of_members=True,
    ),
}  # fmt: skip
