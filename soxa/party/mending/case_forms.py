"""What a person says to put a case of discipline or strike-off, or a vote in it, right: only what has been written so far is asked."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from soxa.party.case_day import CaseDayField
from soxa.party.discipline import forms as discipline
from soxa.party.discipline.models import Discipline
from soxa.party.mending.forms import Mending
from soxa.party.striking.models import StrikeOff
from soxa.party.voting.forms import CaseForm, CellVote, lines, paper


class CaseMend(Mending, CaseForm):
    """A row of a case: the fields of steps not taken are not asked, and no day lies ahead."""

    # the column that tells whether a step was taken → its fields
    steps: ClassVar[dict[str, tuple[str, ...]]] = {}

    def __init__(self, data: Any = None, *, subject: Any, today: Any, initial: Any = None) -> None:
        self.subject = subject
        super().__init__(data, subject=subject, today=today)
        self.initial = initial or {}

    def prepare(self) -> None:
        """Without what is not yet written."""
        for told_by, names in self.steps.items():
            if not getattr(self.subject, told_by):
                self.without(*names)


class DisciplineMend(CaseMend):
    """A discipline case."""

    violation = discipline.Open.base_fields["violation"]
    act_on = discipline.Open.base_fields["act_on"]
    never_lapses = discipline.Open.base_fields["never_lapses"]
    opened_on = CaseDayField(gettext_lazy("Ngày bắt đầu xem xét"))
    source = discipline.Open.base_fields["source"]
    outside_on = discipline.Open.base_fields["outside_on"]
    told_on = discipline.Open.base_fields["told_on"]
    level = forms.ChoiceField(label=gettext_lazy("Hình thức kỷ luật"), choices=Discipline.LEVELS)
    body = forms.ChoiceField(label=gettext_lazy("Nơi quyết định"), choices=Discipline.BODIES)
    decided_on = CaseDayField(gettext_lazy("Ngày quyết định"))
    decision = paper(gettext_lazy("Quyết định (số, ngày, cơ quan)"))
    announced_on = CaseDayField(gettext_lazy("Ngày công bố"))
    complained_on = CaseDayField(gettext_lazy("Ngày khiếu nại"))
    annulled_on = CaseDayField(gettext_lazy("Ngày xóa bỏ quyết định"))
    dropped_on = CaseDayField(gettext_lazy("Ngày kết thúc"))
    reason = lines(gettext_lazy("Lý do kết thúc"))
    steps: ClassVar = {
        "decided_on": ("level", "body", "decided_on", "decision"),
        "announced_on": ("announced_on",),
        "complained_on": ("complained_on",),
        "annulled_on": ("annulled_on",),
        "dropped_on": ("dropped_on", "reason"),
    }

    def prepare(self) -> None:
        """The level and body of a decision that another replaced are that other's; they stand."""
        super().prepare()
        if self.subject.decided_on and self.subject.revisions.exists():
            self.without("level", "body", "decision")

    clean_violation = discipline.Open.clean_violation


class StrikeOffMend(CaseMend):
    """A strike-off case."""

    ground = forms.ChoiceField(label=gettext_lazy("Lý do xem xét"), choices=StrikeOff.GROUNDS)
    detail = forms.CharField(
        label=gettext_lazy("Cụ thể (các tháng, sự việc)"), max_length=200, required=False
    )
    raised_on = CaseDayField(gettext_lazy("Ngày bắt đầu xem xét"))
    source = paper(gettext_lazy("Căn cứ (biên bản, báo cáo của chi bộ)"))
    decided_on = CaseDayField(gettext_lazy("Ngày quyết định có hiệu lực"))
    decision = paper(gettext_lazy("Quyết định (số, ngày, cơ quan)"))
    dropped_on = CaseDayField(gettext_lazy("Ngày kết thúc"))
    reason = lines(gettext_lazy("Lý do không xóa tên"))
    steps: ClassVar = {"decided_on": ("decided_on", "decision"), "dropped_on": ("dropped_on", "reason")}


class VoteMend(CaseMend, CellVote):
    """A vote of the cell; the book counts anew."""
