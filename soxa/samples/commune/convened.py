"""What the demo commune's office has convened: the standing committee's next meeting with its papers and answers, the week's duties."""

from datetime import date, time, timedelta

from soxa.documents.models import DocumentFile
from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.meetings import flow
from soxa.meetings.convening.flow import reply
from soxa.meetings.convening.keeping import put_in
from soxa.meetings.convening.models import Reply
from soxa.meetings.convening.papers import hand_out
from soxa.meetings.models import Meeting
from soxa.samples.commune import plan

AGENDA = (
    "Cho ý kiến về kế hoạch kiểm điểm, đánh giá, xếp loại năm 2026",
    "Dự thảo báo cáo kết quả công tác năm 2026 của Đảng ủy",
    "Xét kết nạp đảng viên, chuyển đảng chính thức",
)
COME, AWAY = 4, "dự hội nghị tổng kết của tỉnh"
# side, days from Monday, hours, what, who, with whom, where, who prepares
DUTIES = (
    ("party", 1, (time(8), time(11)), "Kiểm tra tiến độ sửa đường liên thôn Bến Đá – Đồi Chè", "Phó Bí thư Thường trực", "Văn phòng Đảng ủy, Phòng Kinh tế, bí thư hai chi bộ", "Thôn Bến Đá", "Văn phòng Đảng ủy"),
    ("party", 3, (time(14), time(16, 30)), "Tiếp công dân định kỳ của Bí thư Đảng ủy", "Bí thư Đảng ủy", "Văn phòng Đảng ủy, Ủy ban Kiểm tra", "Phòng tiếp công dân", "Văn phòng Đảng ủy"),
    ("state", 2, (time(8), None), "Đoàn kiểm tra phòng cháy rừng của tỉnh làm việc tại xã", "Chủ tịch UBND xã", "Phòng Kinh tế, Ban Chỉ huy Quân sự, trưởng thôn có rừng", "Trụ sở UBND xã", "Phòng Kinh tế"),
)  # fmt: skip


def convene_some(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """The next meeting of the standing committee is convened, a paper lies before it, some have answered; duties of this week and the next."""
    commune = units[plan.COMMUNE[0]].pk
    monday = on - timedelta(days=on.weekday())
    for side, days, (begins, ends), text, leader, people, place, prepares in DUTIES:
        for week in (0, 7):
            told = {
                "on": monday + timedelta(days=days + week), "begins_at": begins, "ends_at": ends, "text": text,
                "leader": leader, "people": people, "place": place, "prepares": prepares,
            }  # fmt: skip
            put_in(commune, side, told, actor, on=on)
    following: Meeting | None = (
        Meeting.objects.filter(kind="standing", state=Meeting.DUE, planned_on__gt=on)
        .order_by("planned_on")
        .first()
    )
    if following is None:
        return
    plan_ = {
        "planned_on": following.planned_on, "planned_at": following.planned_at, "place": following.place, "why": "",
        "theme": "", "agenda": list(AGENDA), "papers": False, "on": on,
    }  # fmt: skip
    flow.take("convene", following, actor, plan_)
    _answered(following, actor, on)
    of_party = DocumentFile.objects.filter(media_type="application/pdf", document__side="party", gone_on=None)
    paper = of_party.exclude(document__body="cell").first()
    if paper:
        hand_out(following, paper.document.abstract, paper, actor, on=on, item=following.items.first())


def _answered(meeting: Meeting, actor: Actor, on: date) -> None:
    called = list(meeting.summonses.values_list("person_id", flat=True))
    answers = {person: (Reply.COMES, "") for person in called[2 : 2 + COME]}
    answers |= {person: (Reply.EXCUSED, AWAY) for person in called[2 + COME : 3 + COME]}
    reply(meeting, answers, actor, on=on)
