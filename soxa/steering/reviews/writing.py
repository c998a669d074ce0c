"""A review as a paper: what the record says and nobody types over, the parts people write, the table of targets, who signs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.documents.catalogue import bodies
from soxa.documents.composing import paper_of
from soxa.documents.heads import Signer, signers_of
from soxa.documents.models import Document
from soxa.kernel.page import day_text
from soxa.kernel.paper.model import Appendix, Block, Number, Paper, Paragraph, Run, Table, Text
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.law.numbers import in_sentence
from soxa.law.periods import FOREVER, Period
from soxa.meetings.after.pieces import (
    HEAD,
    LINE,
    PART,
    POINT,
    Piece,
    blocks,
    head,
    item,
    numbered,
    part,
    point,
    with_words,
)
from soxa.steering.reviews.lists import title_of, who
from soxa.steering.reviews.models import Review
from soxa.steering.reviews.record import TASKS, Cell, Record

BODIES = {"commune": "committee", "base": "base", "cell": "cell"}
KIND = "bao_cao"
_PLACE = re.compile(r"\{(\w+)\}")
Marks = Mapping[str, str]


def slug_of(code: str) -> str:
    """A count's code as its address writes it."""
    return code.replace("_", "-")


def _runs(words: str, record: Record, marks: Marks) -> Iterator[Run]:
    for at, text in enumerate(_PLACE.split(words)):
        if at % 2:
            href = reverse("review_rows", args=[record.review.pk, slug_of(text)])
            yield Number(f"review.{text}", in_sentence(record.count(text)), href, marks.get(text, ""))
        elif text:
            yield Text(text)


def pieces_of(record: Record, marks: Marks | None = None) -> list[Piece]:
    """The pieces as they stand, with what was written last in each part; `marks`: the digest of the rows of each count and each cell, once issued."""
    told = list(_pieces(record, marks or {}))
    return with_words(told, {one.part: one for one in record.review.wordings.all()})


def _pieces(record: Record, marks: Marks) -> Iterator[Piece]:
    def line(words: str) -> Piece:
        return Piece(LINE, tuple(_runs(words, record, marks)))

    yield head(_("I. Việc ban hành, tổ chức thực hiện"))
    yield Piece(LINE, (Text(_opening(record.review)),))
    yield part("context", _("Bối cảnh, công tác lãnh đạo, chỉ đạo, quán triệt"))
    if record.programmes:
        yield line(_("Để thực hiện, trong kỳ có {programmes} chương trình, đề án, kế hoạch:"))
        yield from (item(f"{one.name} – {one.title}") for one in record.programmes)
    yield head(_("II. Kết quả thực hiện"))
    yield from _results(record, line)
    yield head(_("III. Khắc phục hạn chế đã nêu kỳ trước"))
    if record.count("before"):
        yield line(
            _("Kỳ trước nêu {before} hạn chế, khuyết điểm; đã khắc phục {before_right}; còn {before_left}, trong đó quá hạn {before_overdue}.")
        )  # fmt: skip
        yield from (item(_owed(one, record.on)) for one in record.left)
    else:
        yield Piece(
            LINE, (Text(_("Kỳ trước không còn hạn chế, khuyết điểm nào phải khắc phục trong kỳ này.")),)
        )
    yield part("mended", _("Vì sao còn hạn chế chưa khắc phục"))
    yield head(_("IV. Đánh giá chung"))
    yield point(_("1. Ưu điểm"))
    yield part("strengths", _("Ưu điểm"))
    if record.stated:
        yield point(_("2. Hạn chế, khuyết điểm"))
        yield line(_("Có {stated} hạn chế, khuyết điểm:"))
        yield from (item(_owed(one, record.on)) for one in record.stated)
    yield point(_("{n}. Nguyên nhân, bài học kinh nghiệm").format(n=3 if record.stated else 2))
    yield part("causes", _("Nguyên nhân; bài học kinh nghiệm"))
    yield head(_("V. Phương hướng, nhiệm vụ, giải pháp"))
    yield part("ahead", _("Phương hướng, nhiệm vụ, giải pháp thời gian tới"))
    yield part("proposals", _("Kiến nghị, đề xuất"))


def _results(record: Record, line: Any) -> Iterator[Piece]:
    order = numbered()
    if record.lines:
        yield point(_("{n}. Chỉ tiêu").format(n=order()))
        if record.count("targets"):
            some = "; {targets_no_value} " + _("chưa có số liệu") if record.count("targets_no_value") else ""
            yield line(
                _("Trong {targets} chỉ tiêu được đánh giá: {targets_green} đạt kế hoạch, tiến độ; {targets_yellow} cần tập trung; {targets_red} khó đạt; {targets_not_due} chưa đến kỳ")
                + some + _(" (kết quả từng chỉ tiêu ở Phụ lục).")
            )  # fmt: skip
        else:
            yield Piece(LINE, (Text(_("Kết quả từng chỉ tiêu ở Phụ lục.")),))
    yield part("targets", _("Nhận xét về chỉ tiêu"))
    if record.articles:
        yield point(_("{n}. Nhiệm vụ, giải pháp").format(n=order()))
        for one in record.articles:
            yield item(_("Nhiệm vụ {n}: {text}").format(n=one.number, text=one.text))
            yield part(
                f"article_{one.number}", _("Kết quả nhiệm vụ {n}").format(n=one.number), beside=one.text
            )
    yield point(_("{n}. Việc đã giao").format(n=order()))
    yield _given(record, line)
    if record.count("findings"):
        yield line(
            _("Qua kiểm tra, thanh tra có {findings} kiến nghị, kết luận phải khắc phục; đã khắc phục {findings_right}, còn {findings_left}.")
        )  # fmt: skip
    yield part("work", _("Nhận xét về tổ chức thực hiện"))


def _given(record: Record, line: Any) -> Piece:
    """What became of the tasks of the period; in words where there are none."""
    if not any(record.count(code) for code in TASKS):
        return Piece(LINE, (Text(_("Trong kỳ chưa giao nhiệm vụ nào để thực hiện.")),))
    told: Piece = line(
        _("Trong kỳ giao {tasks_given} nhiệm vụ; hoàn thành đúng hạn {tasks_on_time}, hoàn thành chậm {tasks_late}; đang thực hiện trong hạn {tasks_open}, quá hạn {tasks_overdue}.")
    )  # fmt: skip
    return told


def _opening(review: Review) -> str:
    about = review.about
    if review.resolution is not None:
        said = _("{name} “{title}” do {issuer} ban hành ngày {day}, thực hiện từ {since}{until}.")
        issuer, day = about.issuer, about.adopted_on
    else:
        said = _("{name} “{title}” của {issuer} ban hành ngày {day}, thực hiện từ {since}{until}.")
        issuer, day = tree().name(about.unit_id, about.since), about.adopted_on or about.since
    last = _until(about)
    return said.format(
        name=about.name, title=about.title, issuer=issuer, day=day_text(day), since=day_text(about.since), until=last
    )  # fmt: skip


def _until(about: Any) -> str:
    last: date | None = getattr(about, "last_on", None)
    if last is None and about.until != FOREVER:
        last = Period.between(about.since, about.until).last_day if about.until > about.since else None
    return _(" đến hết {day}").format(day=day_text(last)) if last else ""


def _owed(one: Any, on: date) -> str:
    """A shortcoming with who puts it right and by when."""
    said = _("{content} ({who}, hạn {day})").format(
        content=one.content.rstrip("."), who=who(one, on), day=day_text(one.due_on)
    )
    return _("{said}; nguyên nhân: {cause}").format(said=said, cause=one.cause) if one.cause else said


def hands(review: Review, on: date) -> list[Signer]:
    """Who may sign a review on a day, the usual one first. Refused in words for a unit without registers."""
    unit_id: int = review.unit_id  # type: ignore[attr-defined]
    found: dict[str, Signer] = {}
    for one in signers_of(unit_id, body_of(review), on):
        if one.name:
            found.setdefault(one.name, one)
    return list(found.values())


def body_of(review: Review) -> str:
    """Whose document a review is. Refused in words for a unit without registers of its own."""
    body = BODIES.get(tree().nodes[review.unit_id].kind)  # type: ignore[attr-defined]
    if body is None:
        raise Refused(
            _("Đơn vị này không có sổ văn bản riêng; lập bản sơ kết, tổng kết ở cấp xã hoặc chi bộ.")
        )
    return body


def begun(review: Review) -> Document:
    """The document that a review becomes, unsaved."""
    title = title_of(review)
    body = body_of(review)
    recipients = _("- Cấp ủy cấp trên (báo cáo),\n- Các tổ chức đảng, cơ quan, đơn vị liên quan,\n- Lưu.")
    return Document(
        unit_id=review.unit_id, side=bodies()[body].side, body=body, kind=KIND, abstract=title[:1].lower() + title[1:],  # type: ignore[misc]
        recipients=recipients, origin_kind="review", origin_key=str(review.pk),
    )  # fmt: skip


def composed(
    record: Record, document: Document, hand: Signer | None, *, marks: Marks | None = None, draft: bool = True
) -> Paper:
    """The paper, a draft or as it goes out."""
    told = pieces_of(record, marks)
    printed = told if draft else filled(told)
    found = paper_of(document, _together(printed), hand or Signer("", ""), on=record.on)
    notes = _("Số liệu tính đến hết ngày {day}.").format(day=day_text(record.on))
    return replace(
        found,
        notes=notes,
        appendices=(_appendix(record, marks or {}),) if record.lines else (),
        draft=1 if draft else None,
    )


def _together(told: list[Piece]) -> tuple[Block, ...]:
    """The blocks; a numbered point does not end a page, what it names follows on the same one."""
    points = {one.words for one in told if one.sort == POINT}
    return tuple(
        replace(one, kept=True)
        if isinstance(one, Paragraph) and Piece(LINE, one.runs).words in points
        else one
        for one in blocks(told)
    )


def filled(told: list[Piece]) -> list[Piece]:
    """The pieces without headings and points under which nothing is printed, and without parts that nobody wrote."""
    kept: list[Piece] = []
    for one in reversed([one for one in told if one.sort != PART or one.text.strip()]):
        after = kept[-1].sort if kept else HEAD
        if one.sort == HEAD and after == HEAD:
            continue
        if one.sort == POINT and after in (HEAD, POINT):
            continue
        kept.append(one)
    return kept[::-1]


def _appendix(record: Record, marks: Marks) -> Appendix:
    """Each target from what stood before, by year, to now, with its plan and how far it came."""
    years = [one.title().removeprefix("năm ").capitalize() for one in record.periods]
    columns = (
        "TT",
        _("Chỉ tiêu"),
        _("Đầu kỳ"),
        *years,
        _("Kế hoạch"),
        _("So với kế hoạch"),
        _("So với đầu kỳ"),
    )
    rows = tuple(
        (
            (Text(str(order)),), (Text(one.title),),
            *(_shown(record, marks, f"{order}-{column}", cell) for column, cell in enumerate((one.before, *one.cells))),
            (Text(one.plan or "–"),), (Text(one.against_plan or "–"),), (Text(one.change or "–"),),
        )
        for order, one in enumerate(record.lines, start=1)
    )  # fmt: skip
    widths = (0.8, 4.0, *(2.0 for _one in range(len(years) + 1)), 2.2, 2.0, 2.0)
    table = Table(columns, rows, widths=widths, numeric=tuple(range(2, len(columns))))
    title = _("CHỈ TIÊU ĐẦU KỲ, QUA CÁC NĂM VÀ HIỆN NAY")
    return Appendix(_("PHỤ LỤC"), title, (table,), wide=True)


def _shown(record: Record, marks: Marks, place: str, cell: Cell) -> tuple[Run, ...]:
    """A number of the table: it opens its figure, once issued the rows that were kept."""
    if not cell.code:
        return (Text(cell.text or "–"),)
    kept = marks.get(place, "")
    href = reverse("review_cell", args=[record.review.pk, place]) if kept else cell.href
    return (Number(cell.code, cell.text, href, kept),)
