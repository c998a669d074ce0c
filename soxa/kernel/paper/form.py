"""The layouts of a paper, the Party's and the State's: sizes, fixed words and lines, shared by all three outputs.

The Party's nine parts follow Quy định 399-QĐ/TW (2026) and the guidance on layout that goes with it; the State's follow
Phụ lục I of Nghị định 30/2020/NĐ-CP, whose national name and motto no Party paper bears.
These words are the form of the document, not of the screen: they are not translated, so that an issued paper
reads the same whatever language its reader has chosen.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from soxa.kernel.paper.model import STATE, Framed, Paper, Table

FONTS = Path(__file__).resolve().parent.parent / "fonts"

# millimetres
PAGE = (210, 297)
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 20
FIRST_LINE = 10
# points
BODY, SMALL, KIND = 14, 12, 16
LINE, AFTER = 18, 6
# bytes of a last paragraph that is moved to the page of the signature; a longer one breaks where it breaks
LAST = 900

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
STAR = "*"
RULE, LINE_BELOW, ISSUER_LINE = "-----", "_______________", "____________"
RECIPIENTS = "Nơi nhận:"
NOTHING = "Không phát sinh"
DOTS = "……………"
ORDINALS = {"TT", "STT"}


def day_line(place: str, day: date | None) -> str:
    """Place and day: "Đồng Vải, ngày 05 tháng 02 năm 2026"; a zero before days below 10, January and February."""
    if day is None:
        return f"{place}, ngày … tháng … năm …"
    return f"{place}, ngày {day.day:02d} tháng {_month(day)} năm {day.year}"


def _month(day: date) -> str:
    return f"{day.month:02d}" if day.month < 3 else str(day.month)


def draft_line(draft: int | None) -> str:
    """The mark of a draft, "DỰ THẢO LẦN 2"; empty once issued."""
    return "" if draft is None else f"DỰ THẢO LẦN {draft}"


def framed_line(framed: Framed) -> str:
    """Who sent the framed text and when: "Văn phòng HĐND và UBND gửi ngày 10/6/2026"."""
    day = framed.sent_on
    return f"{framed.unit_name} gửi ngày {day.day:02d}/{_month(day)}/{day.year}"


def recipient_lines(recipients: tuple[str, ...], *, after: str = ",") -> tuple[str, ...]:
    """The lines under "Nơi nhận": a dash before each, `after` behind each, a full stop behind the last."""
    names = [name.strip().lstrip("-–").strip().rstrip(",;.") for name in recipients]
    return tuple(f"- {name}{'.' if n == len(names) else after}" for n, name in enumerate(names, start=1))


def alignments(table: Table) -> list[str]:
    """How each column is set: "center" for the ordinal (TT), "right" for numbers, else "left"."""
    ordinal = [column.strip().upper() in ORDINALS for column in table.columns]
    return [
        "center" if ordinal[n] else "right" if n in table.numeric else "left"
        for n in range(len(table.columns))
    ]


@dataclass(frozen=True)
class Words:
    """Every line printed around the text of a paper; a line that is not wanted is empty.

    `over` stands at the top right: the Party's name, or the nation's with its `motto`. `subject` is a letter's "V/v …".
    `beside`: as what, the note and the name of who signs on the left.
    """

    superior: str
    issuer: str
    number: str
    day: str
    draft: str
    title: str
    kind: str
    about: tuple[str, ...]
    recipients: tuple[str, ...]
    authority: str
    post: str
    note: str
    name: str
    seal_note: str
    beside: tuple[str, str, str] | None = None
    subject: str = ""
    over: str = PARTY
    motto: str = ""
    star: str = STAR
    rule: str = RULE
    recipients_title: str = RECIPIENTS
    nothing: str = NOTHING
    dots: str = DOTS


def words(paper: Paper) -> Words:
    """The lines around the text of this paper, made once for every output."""
    head, signature = paper.head, paper.signature
    state = head.side == STATE
    return Words(
        over=NATION if state else PARTY,
        motto=MOTTO if state else "",
        star="" if state else STAR,
        rule=LINE_BELOW if state else RULE,
        superior=head.superior,
        issuer=head.issuer,
        number=head.number,
        day=day_line(head.place, head.day),
        draft=draft_line(paper.draft),
        title=paper.title,
        subject=head.about,
        kind=paper.title_lines[0] if paper.title_lines else "",
        about=paper.title_lines[1:],
        recipients=recipient_lines(paper.recipients, after=";" if state else ","),
        authority=signature.authority,
        post=signature.post,
        note=signature.note,
        name=signature.name,
        seal_note=paper.seal_note,
        beside=(
            ("\n".join(filter(None, (left.authority, left.post))), left.note, left.name)
            if (left := paper.beside)
            else None
        ),
    )
