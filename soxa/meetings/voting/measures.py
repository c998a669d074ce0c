"""How many must agree for each thing that a kind of meeting decides: its own majority, or the larger share that the law asks for some."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from soxa.kernel.preferences import Preference, declare, value_of
from soxa.law import meetings as law
from soxa.law.citation import Citation
from soxa.law.party_cases import ADMISSION_SHARE
from soxa.meetings.kinds import ALL, HEADS, PARTY, Kind, Share
from soxa.meetings.voting.models import Vote
from soxa.meetings.voting.rules import needed

ELECTION_RULE = declare(
    Preference(
        "meetings.electronic_election_rule",
        _("Văn bản cho phép bầu cử trong Đảng bằng phiếu điện tử"),
        "",
        help=_("Để trống thì bầu cử trong Đảng chỉ dùng phiếu giấy. Ghi số, ngày, điều khoản của văn bản cho phép."),
        confirmed=False,
    )
)  # fmt: skip
HAND_RULE = declare(
    Preference(
        "meetings.election_by_hand_rule",
        _("Văn bản cho phép Đảng, Hội đồng nhân dân bầu người bằng giơ thẻ"),
        "",
        help=_(
            "Để trống thì bầu người chỉ bằng phiếu kín; đoàn chủ tịch, thư ký, tổ kiểm phiếu thì lập lượt “Tán thành hay không một việc”. Ghi số, ngày, điều khoản của văn bản cho phép."
        ),
        confirmed=False,
    )
)  # fmt: skip
LEAST_SECRET = declare(
    Preference(
        "meetings.least_secret_ballots",
        _("Phiếu điện tử kín: ít hơn số người này thì không mở và không công bố"),
        5,
        "number",
        _("Ít người quá thì nhìn kết quả đoán được ai bỏ gì; chưa thấy văn bản nói là bao nhiêu."),
        confirmed=False,
        check=lambda given: "" if str(given).isdecimal() and 2 <= int(given) <= 50 else str(_("Số người từ 2 đến 50.")),
    )
)  # fmt: skip


@dataclass(frozen=True)
class Measure:
    """One way in which a kind of meeting decides: the words for the form and the share with its base."""

    title: Any
    share: Share

    def of(self, base: int, on: date) -> int:
        """The fewest of a base that suffice on a day; NotInForce before the law."""
        return needed(base, str(self.share.law.on(on).amount), strict=self.share.strict)

    def cite(self, on: date) -> Citation:
        """The clause on a day."""
        return self.share.law.on(on).cite


_QUALIFIED = {
    "council": (_("Bãi nhiệm: từ hai phần ba tổng số đại biểu"), Share(law.MAJORITY_REMOVAL, ALL, strict=False)),
    "village": (_("Đóng góp của dân: từ hai phần ba tổng số hộ"), Share(law.MAJORITY_CONTRIBUTION, ALL, strict=False)),
}  # fmt: skip
_OF_PARTY = (
    _("Từ hai phần ba tổng số (kết nạp, công nhận, xóa tên)"),
    Share(ADMISSION_SHARE, ALL, strict=False),
)


def measures_of(kind: Kind) -> dict[str, Measure]:
    """What a kind of meeting may ask of a vote; empty where it takes none."""
    if kind.majority is None or not kind.forms:
        return {}
    found = {Vote.MAJORITY: Measure(_("Quá nửa"), kind.majority)}
    more = _OF_PARTY if kind.side == PARTY else _QUALIFIED.get(kind.code.removesuffix("_special"))
    if more:
        found[Vote.QUALIFIED] = Measure(*more)
    return found


def measure_of(vote: Vote) -> Measure:
    """What is asked of one vote."""
    return measures_of(vote.meeting.what)[vote.measure]


def bounds_of_team(kind: Kind, on: date) -> tuple[int, int]:
    """How many count the papers: the law's numbers where households vote, elsewhere at least one."""
    if kind.summoned == HEADS:
        return law.TELLERS_LEAST.count_on(on), law.TELLERS_MOST.count_on(on)
    return 1, MOST_TELLERS


MOST_TELLERS = 15  # lines of the form


def least_secret(on: date) -> int:
    """How few ballots are too few to be secret."""
    return int(value_of(LEAST_SECRET, on=on))


def election_rule(on: date) -> str:
    """The text by which the Party may elect electronically; empty while none was cited."""
    return str(value_of(ELECTION_RULE, on=on)).strip()


def hand_rule(on: date) -> str:
    """The text by which the Party or a council may elect by raised cards; empty while none was cited."""
    return str(value_of(HAND_RULE, on=on)).strip()
