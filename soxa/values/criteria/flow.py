"""What was found of an indicator is written down, then verified or sent back by another person."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.files import Paper
from soxa.documents.room import must_fit
from soxa.kernel import files
from soxa.kernel.access import Actor
from soxa.kernel.flow import Flow, Refused, Step, all_or_nothing, record, reference
from soxa.kernel.models import Unit
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.acts_of_criteria import QD_18_2022
from soxa.law.periods import FOREVER
from soxa.org.models import Office
from soxa.values.criteria import effects, forms, rules
from soxa.values.criteria.counting import KINDS, ask_of
from soxa.values.criteria.models import CriteriaSet, CriterionResult, Indicator
from soxa.values.criteria.places import places_of
from soxa.values.criteria.wordings import nearest, wordings_of
from soxa.values.criteria.words import asked_text

WRITE, VERIFY = "values.write", "criteria.verify"
_LAW = QD_18_2022.at("")


def own_hand(case: CriterionResult, actor: Actor) -> str:
    """Nobody verifies what he assessed or wrote down himself."""
    me = effects.person_of(actor.account_id)
    if me is not None and me == case.assessor_id:  # type: ignore[attr-defined]
        return _("Đồng chí là người đánh giá kết quả này; người khác thẩm định.")
    if actor.account_id is not None and case.entry and case.entry.account_id == actor.account_id:
        return _("Đồng chí là người ghi kết quả này vào sổ; người khác thẩm định.")
    return ""


RESULT = Flow(
    "criterion_result",
    Step(
        "verify", gettext_lazy("Thẩm định"), (CriterionResult.WAITING,), CriterionResult.VERIFIED, VERIFY, _LAW,
        forms.Verify, then=effects.verify, untold=frozenset({"remark"}),
    ),
    Step(
        "return", gettext_lazy("Trả lại"), (CriterionResult.WAITING,), CriterionResult.RETURNED, VERIFY, _LAW,
        forms.SendBack, then=effects.send_back, untold=frozenset({"remark"}),
    ),
    bars=own_hand,
)  # fmt: skip


def must(actor: Actor, act: str) -> None:
    """Refused in words where the actor's office may not do it."""
    if not actor.may(act):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))


def refusal(of: CriteriaSet, unit_id: int, on: date) -> str:
    """Why a unit is not assessed by a set on a day; empty when nothing stands in the way."""
    if tree().nodes[unit_id].kind not in KINDS[of.level]:
        return _("Bộ này đánh giá {level}, không đánh giá {unit}.").format(
            level=of.get_level_display(), unit=tree().name(unit_id, on)
        )
    if of.unit_id is not None and of.unit_id not in tree().ancestors(unit_id, on):  # type: ignore[attr-defined]
        return _("Bộ này do đơn vị khác ban hành.")
    if on < of.since:
        return _("{name} áp dụng từ ngày {day}; chọn ngày đánh giá từ ngày ấy.").format(
            name=of.name, day=day_text(of.since)
        )
    if on >= of.until:
        return _(
            "{name} không dùng để xét công nhận mới từ ngày {day}. Đánh giá theo bộ đang áp dụng, hoặc ghi ngày đánh giá trước ngày ấy."
        ).format(name=of.name, day=day_text(of.until))
    return ""


def assess(
    unit_id: int, indicator: Indicator, facts: dict[str, Any], actor: Actor, *, today: date
) -> CriterionResult:
    """Write down what was found of an indicator; it waits for another person. Refused in words.

    `facts`: on, value, outcome (where the book cannot judge), evidence, assessor (key of the person), paper.
    """
    must(actor, WRITE)
    on: date = facts["on"]
    if on > today:
        raise Refused(
            _("Ngày đánh giá {day} chưa đến; hôm nay là {today}.").format(
                day=day_text(on), today=day_text(today)
            )
        )
    of = indicator.criterion.of
    if why := refusal(of, unit_id, on):
        raise Refused(why)
    indicator = nearest(wordings_of(indicator.key), on)
    if on < indicator.since:
        raise Refused(
            _("Chỉ tiêu này áp dụng từ ngày {day}; chọn ngày đánh giá từ ngày ấy.").format(
                day=day_text(indicator.since)
            )
        )
    ask = ask_of(indicator, places_of(unit_id, on), on.year)
    outcome = judged(indicator, ask, facts["value"], facts["outcome"])
    paper: Paper | None = facts.get("paper")
    if paper:
        must_fit(unit_id, paper.name, len(paper.content))
    with all_or_nothing():
        _free(unit_id, indicator, facts["assessor"], today)
        made = CriterionResult(
            unit_id=unit_id, indicator_id=indicator.key, since=on, until=on, outcome=outcome, value=facts["value"],
            asked=asked_text(indicator, ask), evidence=facts["evidence"], assessor_id=facts["assessor"],
        )  # fmt: skip
        if paper:
            made.digest, made.name = files.keep(paper.content), paper.name[-200:]
            made.media_type, made.size = paper.media_type, len(paper.content)
        told = {"indicator": f"{of.code} {indicator.number}", "outcome": outcome, "on": on.isoformat()}
        made.entry = RESULT.start(made, actor, unit_id=unit_id, facts=told)
        made.save(update_fields=["entry"])
    return made


def _free(unit_id: int, indicator: Indicator, assessor: int, today: date) -> None:
    Unit.objects.select_for_update(no_key=True).get(pk=unit_id)
    waiting = CriterionResult.objects.filter(
        unit_id=unit_id, indicator=indicator.key, state=CriterionResult.WAITING
    )
    if waiting.exists():
        raise Refused(
            _("Chỉ tiêu này đang có một kết quả chờ thẩm định. Thẩm định, trả lại hoặc rút kết quả ấy trước.")
        )
    if not Office.objects.filter(Office.standing(today), person_id=assessor).exists():
        raise Refused(_("Người đánh giá nay không giữ chức vụ nào trong sổ."))


def judged(indicator: Indicator, ask: rules.Ask, value: Any, stated: str) -> str:
    """What comes of an indicator: by the number where the book knows the threshold, else as stated. Refused in words."""
    if not ask.applies or indicator.kind == rules.NOT_APPLICABLE:
        raise Refused(_("Chỉ tiêu này không áp dụng cho đơn vị; không ghi kết quả."))
    if stated == rules.NOT_APPLICABLE:
        if not indicator.may_not_apply:
            raise Refused(_("Chỉ tiêu này áp dụng cho mọi đơn vị; ghi đạt hoặc chưa đạt."))
        return stated
    if indicator.kind == rules.STATED and value is not None:
        raise Refused(_("Chỉ tiêu này nêu đạt hoặc chưa đạt, không ghi bằng số."))
    if indicator.kind == rules.NUMBER and value is None:
        raise Refused(_("Chỉ tiêu này đánh giá bằng số; ghi giá trị đạt được."))
    by_number = rules.meets(ask, value) if indicator.kind == rules.NUMBER else None
    if by_number is not None:
        return rules.PASSED if by_number else rules.FAILED
    if stated not in (rules.PASSED, rules.FAILED):
        raise Refused(_("Sổ không có mức để so; người đánh giá nêu đạt hoặc chưa đạt và ghi căn cứ."))
    return stated


def withdraw(case: CriterionResult, actor: Actor, *, today: date) -> None:
    """Take back a result that nobody verified yet. Refused in words."""
    must(actor, WRITE)
    with all_or_nothing():
        held = CriterionResult.objects.select_for_update().get(pk=case.pk)
        if held.state != CriterionResult.WAITING:
            raise Refused(_("Kết quả này không còn chờ thẩm định."))
        unit_id: int = held.unit_id
        record(("criterion_result", "withdraw"), reference(held), actor, on=today, unit_id=unit_id, facts={})
        held.state, held.remark = CriterionResult.RETURNED, _("người ghi rút lại")
        held.save(update_fields=["state", "remark"])


def take(name: str, case: CriterionResult, actor: Actor, facts: dict[str, Any]) -> None:
    """Take one step of RESULT; Refused in words, nothing written."""
    with all_or_nothing():
        RESULT.take(name, case, actor, facts)


def is_over(of: CriteriaSet, on: date) -> bool:
    """Whether a set is no longer judged by."""
    return of.until != FOREVER and of.until <= on
