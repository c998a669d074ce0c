"""The demo commune's studies of 2026, who came to their sittings, and who registered to follow Hồ Chí Minh's example."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Entry, Unit
from soxa.law.periods import FOREVER
from soxa.org.models import Office
from soxa.party.models import Exemption, Membership
from soxa.party.study.models import Attendance, Commitment, Sitting, Studied, Study, UnitCommitment
from soxa.party.study.rules import ALL, COMMITTEE, SECRETARIES, is_required
from soxa.samples.commune import plan
from soxa.samples.commune.inserting import insert_all
from soxa.samples.commune.standing import BEN_DA

YEAR = 2026
PLACE = "Hội trường Đảng ủy xã"
REGISTERED, REVIEWED = date(YEAR, 2, 10), date(YEAR, 11, 12)
REVIEWING = ("99901.37", "99901.38", "99901.41")
OF_UNITS = (
    (
        plan.COMMUNE[0],
        "Nêu gương của người đứng đầu trong giải quyết kiến nghị của nhân dân và chuyển đổi số.",
        "Kế hoạch 12-KH/ĐU",
    ),
    (
        "99901.37",
        "Không để hồ sơ của đảng viên chậm quá hạn; mỗi tháng một ngày làm việc tại cơ sở.",
        "01-ĐK/CB",
    ),
    ("99901.38", "Trả kết quả hồ sơ sớm hơn hạn; giảm họp, giảm giấy tờ.", "01-ĐK/CB"),
    ("99901.41", "Đội hình công an xã gần dân, trực giải quyết định danh lưu động tại thôn.", ""),
    ("99901.01", "Tuyến đường tự quản sáng – xanh – sạch – đẹp của khu.", ""),
)
FORGETFUL = ("99901.19", "99901.33", BEN_DA)  # in each, one of the first on the roll has not registered


@dataclass(frozen=True)
class Planned:
    """A study: title, for whom, its documents as (number, issuer, about), the day it sat, the plan and the review."""

    title: str
    audience: str
    papers: tuple[tuple[str, str, str], ...]
    sat: date | None
    plan: tuple[str, date] | None = None
    review: tuple[str, date] | None = None
    due: date | None = None
    essays: date | None = None


def _d(month: int, day: int) -> date:
    return date(YEAR, month, day)


TW, TU, DU = "Ban Chấp hành Trung ương", "Ban Thường vụ Tỉnh ủy Sông Cẩm", "Ban Chấp hành Đảng bộ xã Đồng Vải"
STUDIES = (
    Planned(
        "Nghị quyết Đại hội Đảng bộ tỉnh và chương trình hành động", ALL,
        (("02-NQ/ĐH", "Đại hội Đảng bộ tỉnh Sông Cẩm", "Nghị quyết Đại hội Đảng bộ tỉnh"), ("05-CTr/TU", TU, "Chương trình hành động thực hiện Nghị quyết Đại hội")),
        _d(1, 22), ("Chương trình hành động 03-CTr/ĐU", _d(2, 6)), ("56/56 chi bộ xây dựng kế hoạch thực hiện.", _d(6, 10)), _d(1, 31),
    ),
    Planned(
        "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng", ALL,
        (("NQ/ĐH XIV", "Đại hội đại biểu toàn quốc lần thứ XIV", "Nghị quyết Đại hội"), ("BC/ĐH XIV", "Đại hội đại biểu toàn quốc lần thứ XIV", "Báo cáo chính trị")),
        _d(3, 12), ("Chương trình hành động 04-CTr/ĐU", _d(3, 30)), None, _d(3, 31), _d(3, 31),
    ),
    Planned(
        "Quy định mới về kiểm tra, giám sát và kỷ luật của Đảng", COMMITTEE,
        (("296-QĐ/TW", TW, "Quy định về kiểm tra, giám sát và kỷ luật của Đảng"), ("18-HD/TU", TU, "Hướng dẫn thực hiện công tác kiểm tra, giám sát")),
        _d(3, 27), ("Kế hoạch 21-KH/ĐU", _d(4, 8)), None, _d(3, 31),
    ),
    Planned(
        "Nâng cao chất lượng sinh hoạt chi bộ", SECRETARIES,
        (("50-CT/TW", "Ban Bí thư", "Chỉ thị về nâng cao chất lượng sinh hoạt chi bộ"), ("42-HD/BTCTW", "Ban Tổ chức Trung ương", "Hướng dẫn sinh hoạt chi bộ")),
        _d(4, 10), ("Kế hoạch 24-KH/ĐU", _d(4, 20)), None, _d(4, 30),
    ),
    Planned(
        "Chuyên đề học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh năm 2026", ALL,
        (("01-CĐ/TU", TU, "Chuyên đề năm 2026"),),
        _d(5, 14), ("Kế hoạch 27-KH/ĐU", _d(5, 22)), None, _d(5, 19), _d(5, 31),
    ),
    Planned(
        "Nghị quyết của Đảng ủy về nông nghiệp gắn với sản phẩm OCOP và chuyển đổi số", COMMITTEE,
        (("11-NQ/ĐU", DU, "Phát triển nông nghiệp gắn với sản phẩm OCOP"), ("12-NQ/ĐU", DU, "Chuyển đổi số trong các cơ quan đảng và chính quyền xã")),
        _d(6, 5), None, None, _d(6, 15),
    ),
    Planned(
        "Kết luận của Trung ương về tổ chức bộ máy và công tác cán bộ", ALL,
        (("88-KL/TW", TW, "Kết luận về tổ chức bộ máy và công tác cán bộ"),),
        _d(9, 17), ("Kế hoạch 35-KH/ĐU", _d(10, 1)), None, _d(9, 30),
    ),
    Planned(
        "Nghị quyết của Tỉnh ủy về bảo vệ môi trường nông thôn", ALL,
        (("15-NQ/TU", TU, "Bảo vệ môi trường nông thôn giai đoạn 2026–2030"),),
        _d(10, 22), None, None, _d(10, 31), _d(11, 30),
    ),
    Planned(
        "Nghị quyết của Đảng ủy về nhiệm vụ năm 2027", ALL,
        (("20-NQ/ĐU", DU, "Lãnh đạo thực hiện nhiệm vụ năm 2027"),), None, due=_d(12, 15),
    ),
)  # fmt: skip


@dataclass
class Rolls:
    """Members at home with their spells, who was eased when, and who held which office when: read once."""

    spells: list[Membership]
    eased: dict[int, list[tuple[date, date]]]
    offices: dict[tuple[int, int], list[tuple[str, date, date]]]

    def on(self, day: date, audience: str) -> list[Membership]:
        """Spells of those who are to come on a day."""
        return [
            one
            for one in self.spells
            if one.since <= day < one.until
            and is_required(audience, self._offices(one, day), eased=self.is_eased(one.member_id, day))
        ]

    def is_eased(self, member_id: int, day: date) -> bool:
        """Whether duties were eased at the end of the day."""
        return any(since <= day < until for since, until in self.eased.get(member_id, ()))

    def _offices(self, one: Membership, day: date) -> frozenset[str]:
        held = self.offices.get((one.member.person_id, one.unit_id), ())
        return frozenset(code for code, since, until in held if since <= day < until)


def rolls_of() -> Rolls:
    spells = list(
        Membership.objects.home().filter(until__gt=_d(1, 1)).select_related("member").order_by("unit_id", "name_key", "pk")
    )  # fmt: skip
    eased = defaultdict(list)
    for member, since, until in Exemption.objects.values_list("member_id", "since", "until"):
        eased[member].append((since, until))
    offices = defaultdict(list)
    for person, unit, code, since, until in Office.objects.exclude(code="").values_list(
        "person_id", "unit_id", "code", "since", "until"
    ):
        offices[person, unit].append((code, since, until))
    return Rolls(spells, eased, offices)


def study_all(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Studies, sittings, rolls and commitments of the demo commune as they stood on a day, in one load."""
    commune, rolls = units[plan.COMMUNE[0]], rolls_of()
    entry = journal.write(
        actor, "samples", "studies", subject=("unit", commune.code), on=on, facts={"rows": len(STUDIES)},
        unit_id=commune.pk,
    )  # fmt: skip
    made = [(one, _study(one, commune, on)) for one in STUDIES]
    Study.objects.loaded([study for _one, study in made], entry)
    sittings = [
        (one, Sitting(study=study, unit=commune, held_on=one.sat, place=PLACE, speaker="Báo cáo viên Đảng ủy"))
        for one, study in made
        if one.sat and one.sat <= on
    ]  # fmt: skip
    Sitting.objects.loaded([sitting for _one, sitting in sittings], entry)
    Studied.objects.loaded([paper for one, study in made for paper in _papers(one, study, on)], entry)
    silent = units[BEN_DA].pk  # has not written its last roll
    rows = [
        row
        for place, (one, sitting) in enumerate(sittings)
        for row in _attended(place, one, sitting, rolls, silent if place == 7 else None, on)
    ]
    insert_all(Attendance, rows, entry)
    _commit(rolls, units, entry, on)


def _study(one: Planned, commune: Unit, on: date) -> Study:
    planned = one.plan if one.plan and one.plan[1] <= on else ("", None)
    seen = one.review if one.review and one.review[1] <= on else ("", None)
    due = one.due
    opened = min(on, date(YEAR, max((one.sat or _d(11, 10)).month - 1, 1), 5))
    return Study(
        unit=commune, title=one.title, audience=one.audience, opened_on=opened, due_on=due, essays_due_on=one.essays,
        plan_paper=planned[0], plan_on=planned[1], review=seen[0], reviewed_on=seen[1],
    )  # fmt: skip


def _papers(one: Planned, study: Study, on: date) -> list[Studied]:
    sat = one.sat if one.sat and one.sat <= on else None
    return [
        Studied(study=study, unit=study.unit, number=number, issuer=issuer, about=about, studied_on=sat)
        for number, issuer, about in one.papers
    ]


def _attended(
    place: int, one: Planned, sitting: Sitting, rolls: Rolls, silent: int | None, on: date
) -> list[dict[str, Any]]:
    wants = one.essays if one.essays and one.essays <= on else None
    return [
        {
            "sitting_id": sitting.pk, "unit_id": spell.unit_id, "member_id": spell.member_id, "name_key": spell.name_key,
            "present": (at * 7 + place * 5) % 23 != 0,
            "essay_on": wants if (at * 7 + place * 5) % 23 > 1 else None,
        }
        for at, spell in enumerate(rolls.on(sitting.held_on, one.audience))
        if spell.unit_id != silent
    ]  # fmt: skip


def _commit(rolls: Rolls, units: dict[str, Unit], entry: Entry, on: date) -> None:
    if on < REGISTERED:
        return
    forgetful = {units[code].pk for code in FORGETFUL}
    reviewing = {units[code].pk for code in REVIEWING} if on >= REVIEWED else set()
    rows: list[dict[str, Any]] = []
    left_out: set[int] = set()
    for spell in rolls.spells:
        if not spell.since <= REGISTERED < spell.until or rolls.is_eased(spell.member_id, REGISTERED):
            continue
        if spell.unit_id in forgetful - left_out:
            left_out.add(spell.unit_id)
            continue
        seen = spell.unit_id in reviewing and spell.until == FOREVER
        rows.append(
            {
                "member_id": spell.member_id, "unit_id": spell.unit_id, "year": YEAR, "made_on": REGISTERED,
                "reviewed_on": REVIEWED if seen else None, "result": Commitment.WELL if seen else "",
            }
        )  # fmt: skip
    insert_all(Commitment, rows, entry)
    own = [
        UnitCommitment(
            unit=units[code], year=YEAR, content=content, paper=paper, made_on=REGISTERED,
            reviewed_on=REVIEWED if code in REVIEWING and on >= REVIEWED else None,
            result=Commitment.WELL if code in REVIEWING and on >= REVIEWED else "",
        )
        for code, content, paper in OF_UNITS
    ]  # fmt: skip
    UnitCommitment.objects.loaded(own, entry)
