"""Own meetings as a calendar file (RFC 5545) for a telephone or a mail program."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from soxa.meetings.convening.calendars import USUAL
from soxa.meetings.convening.lists import Own

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
_ENDS = "\r\n"
_OCTETS = 73


def ics(found: Iterable[Own], made: datetime) -> bytes:
    """A VCALENDAR with an event for each meeting; one without an hour takes the whole day.

    A later telling replaces an earlier one; a meeting called off takes its event back from whoever has it.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//So Xa//VI", "CALSCALE:GREGORIAN"]
    for own in found:
        lines += _event(own, made)
    lines.append("END:VCALENDAR")
    return (_ENDS.join(piece for line in lines for piece in _folded(line)) + _ENDS).encode()


def _event(own: Own, made: datetime) -> list[str]:
    one = own.meeting
    off = one.called_off_on is not None  # called off after its last telling, before the next
    if one.planned_at:
        begins = datetime.combine(one.planned_on, one.planned_at, HERE).astimezone(UTC)
        when = [f"DTSTART:{begins:%Y%m%dT%H%M%SZ}", f"DTEND:{begins + USUAL:%Y%m%dT%H%M%SZ}"]
    else:
        following = one.planned_on + timedelta(days=1)
        when = [f"DTSTART;VALUE=DATE:{one.planned_on:%Y%m%d}", f"DTEND;VALUE=DATE:{following:%Y%m%d}"]
    return [
        "BEGIN:VEVENT", f"UID:meeting-{one.pk}@soxa", f"SEQUENCE:{one.told * 2 + off}", f"STATUS:{'CANCELLED' if off else 'CONFIRMED'}", f"DTSTAMP:{made.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        *when, f"SUMMARY:{_told(one.called)}", f"LOCATION:{_told(one.place)}", f"DESCRIPTION:{_told(own.unit)}", "END:VEVENT",
    ]  # fmt: skip


def _told(words: str) -> str:
    """Text as the format has it: its marks escaped."""
    for mark in ("\\", ";", ","):
        words = words.replace(mark, f"\\{mark}")
    return words.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterable[str]:
    """A line in pieces of at most 75 octets, each but the first begun with a space; no letter is cut."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece
