"""An electronic vote is opened to those who are there, and closed: who may vote is frozen, what was cast is counted once."""

from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from soxa.kernel.models import Entry
from soxa.meetings.kinds import PARTY, SECRET
from soxa.meetings.models import Meeting
from soxa.meetings.voting.counting import concluded, day_of
from soxa.meetings.voting.electorate import electors_of
from soxa.meetings.voting.measures import election_rule, least_secret
from soxa.meetings.voting.models import Elector, Option, Voice, Vote

Facts = dict[str, Any]


def not_begun(vote: Vote) -> str:
    """Nobody votes before the meeting began."""
    if vote.meeting.state in (Meeting.DUE, Meeting.CONVENED):
        return _("Cuộc họp chưa bắt đầu nên chưa biểu quyết được.")
    return ""


def not_now(vote: Vote) -> str:
    """Why an electronic vote cannot be opened; empty when nothing stands in the way."""
    meeting = vote.meeting
    if not vote.electronic:
        return _("Lượt này giơ thẻ hoặc bỏ phiếu giấy: ghi kết quả, không mở phiếu điện tử.")
    if why := not_begun(vote):
        return why
    if meeting.side == PARTY and vote.about == Vote.ELECTION and not election_rule(day_of(meeting)):
        return _("Chưa có văn bản nào cho bầu cử trong Đảng bằng phiếu điện tử được ghi ở Cài đặt.")
    who = electors_of(meeting)
    if not who.present:
        return _("Chưa điểm danh, hoặc không ai có quyền biểu quyết có mặt: điểm danh rồi mới mở phiếu.")
    least = least_secret(day_of(meeting))
    if vote.form == SECRET and len(who.present) < least:
        return _(
            "Chỉ {n} người có quyền biểu quyết có mặt; dưới {least} người thì phiếu kín điện tử không giữ được kín. "
            "Dùng phiếu giấy."
        ).format(n=len(who.present), least=least)
    return ""


def freeze(vote: Vote, _facts: Facts, entry: Entry) -> None:
    """Those with a vote who are there by the roll, and nobody after."""
    who = electors_of(vote.meeting)
    rows = [Elector(vote=vote, person_id=key) for key in sorted(who.present)]
    Elector.objects.loaded(rows, entry)
    vote.official, vote.counted, vote.present = who.official, who.counted, len(rows)
    vote.counted_on = day_of(vote.meeting)


def too_few(vote: Vote) -> str:
    """A secret vote of which one could guess the ballots is not closed but waited for, or withdrawn."""
    cast, least = vote.electors.filter(voted=True).count(), least_secret(day_of(vote.meeting))
    if vote.form == SECRET and cast < least:
        return _(
            "Mới có {cast} phiếu; dưới {least} phiếu thì nhìn kết quả đoán được ai bỏ gì. Chờ thêm, hoặc không lấy kết quả."
        ).format(cast=cast, least=least)
    return ""


def close(vote: Vote, _facts: Facts, entry: Entry) -> None:
    """The tally becomes the result; every mark of who has voted is rewritten at once, so that no row keeps the moment of a ballot."""
    cast = vote.electors.filter(voted=True).count()
    counted = {
        "present": vote.present or 0, "given": vote.present, "returned": cast, "valid": cast, "invalid": 0,
        "ayes": vote.ayes, "noes": vote.noes, "other": vote.other,
    }  # fmt: skip
    options = list(vote.options.values_list("pk", "ayes"))
    frozen = electors_of(vote.meeting)
    who = type(frozen)(vote.official or 0, vote.counted or 0, frozen.required, frozen.present)
    result = concluded(vote, who, counted, options)
    for name, value in result.fields.items():
        setattr(vote, name, value)
    for option in vote.options.all():
        option.ayes, option.chosen = result.options[option.pk]
        option.save(update_fields=["ayes", "chosen"])
    Elector.objects.filter(vote=vote).moved(entry, entry=entry)
    if vote.form == SECRET:
        transaction.on_commit(wipe)


def forget_counts(vote: Vote, entry: Entry) -> None:
    """What was cast in a vote that is withdrawn is nobody's to read."""
    if vote.state != Vote.OPEN:
        return
    vote.ayes = vote.noes = vote.other = 0
    Option.objects.filter(vote=vote).moved(entry, ayes=0)
    Elector.objects.filter(vote=vote).moved(entry, entry=entry)
    for voice in Voice.objects.filter(elector__vote=vote):
        voice.delete()
    transaction.on_commit(wipe)


def wipe() -> None:
    """Let the database drop the earlier versions of rows that a ballot changed; it keeps no promise for copies made meanwhile."""
    tables = [one._meta.db_table for one in (Vote, Option, Elector, Voice)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name in tables:
                cursor.execute(f"VACUUM {connection.ops.quote_name(name)}")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
