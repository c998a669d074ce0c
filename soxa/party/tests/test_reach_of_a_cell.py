"""A cell secretary reaches his own cell alone: every address of Party work, asked with what belongs to another cell."""

import re
from datetime import date

import pytest

from soxa.kernel import files
from soxa.org.models import Office
from soxa.party import urls
from soxa.party.admission.models import Admission
from soxa.party.badges.models import Badge
from soxa.party.cadres.models import Attended, Candidate, Course, PlannedPost
from soxa.party.congress.models import Congress
from soxa.party.discipline.models import Discipline
from soxa.party.dues.models import DuesLine, DuesMonth, DuesRelief
from soxa.party.inspection.models import Inspection
from soxa.party.reconciling.models import Reconciliation
from soxa.party.striking.models import StrikeOff
from soxa.party.study.models import Sitting, Study
from soxa.party.tests.cast import LONG_NAME, TODAY
from soxa.party.tests.paper import members, person
from soxa.party.transfers.models import Transfer

CODE = "99801.02"  # the school's cell; the secretary's own is 99801.01
OTHERS = ("Hà Văn Thụ", LONG_NAME, "Nông Văn Ân", "Vi phạm của trường")
# the beginning of an address → which row of the other cell its key names; the first that fits
KEYS = (
    ("dang-vien/ket-nap/", "admission"), ("dang-vien/huy-hieu/", "badge"), ("dang-vien/ky-luat/", "discipline"),
    ("dang-vien/xoa-ten/", "strike_off"), ("dang-vien/chuyen-sinh-hoat/", "transfer"), ("dang-vien/dang-phi/khoan/", "line"),
    ("dang-vien/dang-phi/", "relief"), ("dang-vien/doi-chieu/", "reconciliation"), ("dang-vien/", "member"),
    ("chi-bo/theo-doi/", "follower"), ("chi-bo/dai-hoi/", "congress"), ("chi-bo/dinh-chinh/", "congress"), ("chi-bo/quy-hoach/dua-ra/", "candidate"),
    ("chi-bo/quy-hoach/", "post"), ("chi-bo/dao-tao/", "course"), ("hoc-tap/buoi/", "sitting"), ("hoc-tap/", "study"),
    ("kiem-tra/", "inspection"),
)  # fmt: skip
SLUGS = {
    "admission_step": "don-xin-vao-dang", "badges_round": "trao", "badge_step": "mat", "discipline_step": "quyet-dinh",
    "strike_off_step": "chi-bo-bieu-quyet", "newcomer": "ket-nap", "transfer_step": "rut-ho-so", "reconciliation_end": "bo",
    "member_sealed": "citizen_id", "member_badge": "da-co", "member_act": "chuyen-di", "congress_begin": "ke-hoach",
    "congress_step": "doi-ngay", "cell_answer": "loai", "inspection_step": "ket-luan", "recommendation_follow": "bao-cao",
}  # fmt: skip
DAY = "2027-02-03"
IN_WORD = {"member_file", "reconciliation_report"}


@pytest.fixture
def theirs(cast) -> dict[str, int]:
    """What the school's cell has, by what KEYS call it."""
    unit, member, on = cast.units["school"], cast.members["thay"], date(2026, 1, 5)
    of_it = {"unit": unit, "member": member}
    sheet = DuesMonth.objects.create(unit=unit, month=date(2026, 11, 1))
    post = PlannedPost.objects.create(unit=unit, term="2025-2030", title="Bí thư")
    course = Course.objects.create(unit=unit, kind="other", title="Lớp", starts_on=on, ends_on=TODAY)
    study = Study.objects.create(unit=unit, title="Nghị quyết", opened_on=on)
    Attended.objects.create(course=course, member=member)
    made = {
        "member": member,
        "other": cast.members["long"],
        "admission": Admission.objects.create(person=cast.members["long"].person, unit=unit, since=on, paper="NQ"),
        "discipline": Discipline.objects.create(
            **of_it, violation="Vi phạm của trường", act_on=on, opened_on=on, source="x"
        ),
        "strike_off": StrikeOff.objects.create(**of_it, ground="card", raised_on=on, source="x"),
        "transfer": Transfer.objects.create(
            **of_it, direction="out", sort="official", state="requested", full_name=member.person.full_name, name_key="x",
            other="x", effect_on=on,
        ),
        "badge": Badge.objects.create(**of_it, level=30, reason="kept", state="awarded"),
        "congress": Congress.objects.create(unit=unit, term="2025-2030", planned_on=TODAY),
        "relief": DuesRelief.objects.create(member=member, kind="exempt", ground="other", paper="x", since=on),
        "line": DuesLine.objects.create(sheet=sheet, unit=unit, month=sheet.month, member=member, name_key="x", due=1, amount=1, way="cash", paid_on=TODAY),
        "reconciliation": Reconciliation.objects.create(unit=unit, on=TODAY, file=files.keep(members(person())), name="x.xlsx"),
        "follower": Office.objects.create(person=member.person, unit=unit, code="cell_follower", title="x", since=on),
        "post": post, "candidate": Candidate.objects.create(post=post, member=member, paper="x", since=on),
        "course": course, "study": study, "sitting": Sitting.objects.create(study=study, unit=unit, held_on=on),
        "inspection": Inspection.objects.create(
            unit=unit, subject=unit, year=2026, body="committee", kind="check_thematic", content="Vi phạm của trường", quarter=1,
            due_on=on,
        ),
    }  # fmt: skip
    return {name: row.pk for name, row in made.items()}


def asked(pattern, theirs: dict[str, int]) -> tuple[str, bool]:
    """(address, whether it names something of the other cell)."""
    route = str(pattern.pattern)
    if pattern.name == "dues_book":
        return f"/dang-vien/dang-phi/chi-bo/{CODE}/so.xlsx", True
    which = next(name for start, name in KEYS if route.startswith(start)) if "<key:" in route else ""
    ending = "docx" if pattern.name in IN_WORD else "xlsx"
    words = {
        "ending": ending,
        "day": DAY,
        "how": "du-kien",
        "kind": "da-co",
        "field": "citizen_id",
        "question": "loai",
        "sort": "nghi-quyet",
    }
    words["slug"] = SLUGS.get(pattern.name, "")
    named = "<key:" in route or "<str:code>" in route

    def filled(found: re.Match[str]) -> str:
        kind, name = found[1], found[2]
        if kind == "key":
            return str(theirs["other" if name == "gone" else which])
        return "1" if kind == "int" else CODE if name == "code" else words.get(name, "1")

    return "/" + re.sub(r"<(\w+):(\w+)>", filled, route), named


def test_a_cell_secretary_reaches_nothing_of_another_cell(cast, theirs, at):
    secretary, head = at("buong"), at("chanh")
    opened, leaked, there = [], [], 0
    for pattern in urls.urlpatterns:
        address, named = asked(pattern, theirs)
        answer = secretary.get(
            address, follow=True
        )  # the address of a button leads to its page, which is not there either
        if named:
            if answer.status_code not in (403, 404, 405):
                opened.append((pattern.name, address, answer.status_code))
            there += head.get(address).status_code != 404
        else:
            for path in (address, f"{address}?chi-bo={CODE}", f"{address}?q=thu"):
                text = secretary.get(path).content.decode("utf-8", "replace")
                leaked += [(pattern.name, path, one) for one in OTHERS if one in text]
    assert (opened, leaked) == ([], [])
    assert there >= 60  # that many of the addresses do open, or say why not, to the office of the commune
