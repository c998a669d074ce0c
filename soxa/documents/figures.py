"""What documents can be counted by: gone out, come in, of a kind, signed digitally, answered in time; each side by itself."""

from collections.abc import Callable
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.documents.catalogue import IN, OUT, PARTY, STATE, bodies, kinds
from soxa.documents.models import DOMAINS, Document
from soxa.kernel.figures import Figure, Moment, Source, SourceColumn
from soxa.law.acts import ND_30, QD_399
from soxa.law.citation import Citation

# kinds and bodies that have a figure of their own, in the order of reports
_COUNTED = ("nghi_quyet", "quyet_dinh", "ket_luan", "chuong_trinh", "ke_hoach", "bao_cao", "thong_bao", "to_trinh", "cong_van")  # fmt: skip
_RESOLUTIONS, _PROGRAMMES = ("nghi_quyet",), ("chuong_trinh", "ke_hoach")


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _page(row: dict[str, Any]) -> str:
    return reverse("document", args=[row["pk"]])


_NOTATION = SourceColumn(_("Số, ký hiệu"), "notation")
_ABSTRACT = SourceColumn(_("Trích yếu"), "abstract")
_ISSUED = SourceColumn(_("Ngày văn bản"), "issued_on", _day)
_SIGNED = SourceColumn(_("Ký số"), "digitally_signed", lambda yes: "có" if yes else "không")
_AUTHOR = SourceColumn(_("Nơi ban hành"), "author")
_ARRIVED = SourceColumn(_("Ngày đến"), "arrived_on", _day)
_DUE = SourceColumn(_("Hạn trả lời"), "answer_due", _day)
_ANSWERED = SourceColumn(_("Ngày trả lời"), "answered_on", _day)


def _source(
    code: str, title: Any, side: str, rows: Callable[[], Any], on: str, *columns: SourceColumn
) -> Source:
    return Source(
        code=code,
        title=title,
        rows=rows,
        kind="event",
        on=on,
        facts=(
            "unit_id",
            "kind",
            "body",
            on,
            "number",
            "urgency",
            "secrecy",
            "digitally_signed",
            "answered_on",
        ),
        columns=columns,
        order=(on, "pk"),
        link=_page,
        sight_domain=DOMAINS[side],
    )


def _of(side: str, direction: str, **facts: Any) -> Callable[[], Any]:
    return lambda: Document.objects.filter(side=side, direction=direction, **facts)


def _kinds(codes: tuple[str, ...]) -> Callable[[Moment], Q]:
    return lambda moment: Q(kind__in=codes)


def _bodies(code: str) -> Callable[[Moment], Q]:
    return lambda moment: Q(body=code)


def _urgent(moment: Moment) -> Q:
    return ~Q(urgency="")


def _open(moment: Moment) -> Q:
    """Not of a class of secrecy."""
    return Q(secrecy="")


def _signed(moment: Moment) -> Q:
    return Q(secrecy="", digitally_signed=True)


def _in_time(moment: Moment) -> Q:
    """Answered on the last day or before it."""
    return Q(answered_on__lte=F("answer_due"))


_PAPERS, _PERCENT = _("văn bản"), "%"


def _declare(prefix: str, side: str, cite: Citation, words: Any) -> None:
    """The figures of one side; `words` names it in titles: "" for the Party's own book."""
    out = _source(
        f"{prefix}.out_rows", _named(_("Văn bản đi"), words), side, _of(side, OUT, released_on__isnull=False), "issued_on",
        _NOTATION, _ABSTRACT, _ISSUED, _SIGNED,
    )  # fmt: skip
    came = _source(
        f"{prefix}.in_rows", _named(_("Văn bản đến"), words), side, _of(side, IN, number__isnull=False), "arrived_on",
        _NOTATION, _ABSTRACT, _AUTHOR, _ARRIVED,
    )  # fmt: skip
    asked = _source(
        f"{prefix}.asked_rows", _named(_("Văn bản phải trả lời"), words), side, _of(side, IN, number__isnull=False), "answer_due",
        _NOTATION, _ABSTRACT, _AUTHOR, _DUE, _ANSWERED,
    )  # fmt: skip
    dated = _(
        "Văn bản đã phát hành, tính theo ngày ghi trên văn bản; văn bản thu hồi, thay thế vẫn tính, số hủy không tính."
    )
    figures: tuple[tuple[str, Any, Any, Source, Any, dict[str, Any]], ...] = (
        ("out", _("Văn bản đi"), _PAPERS, out, dated, {}),
        ("resolutions", _("Nghị quyết đã ban hành"), _PAPERS, out, dated, {"counts": _kinds(_RESOLUTIONS)}),
        ("programmes", _("Chương trình, kế hoạch đã ban hành"), _PAPERS, out, dated, {"counts": _kinds(_PROGRAMMES)}),
        ("out_urgent", _("Văn bản đi khẩn"), _PAPERS, out, dated, {"counts": _urgent}),
        (
            "digitally_signed", _("Văn bản đi được ký số"), _PERCENT, out,
            _("Văn bản đi có chữ ký số ÷ văn bản đi không mật."),
            {"counts": _signed, "among": _open, "share": True, "missing_title": _("văn bản chưa ký số")},
        ),
        ("in", _("Văn bản đến"), _PAPERS, came, _("Văn bản đã vào sổ đến, tính theo ngày đến."), {}),
        ("in_urgent", _("Văn bản đến khẩn"), _PAPERS, came, _("Văn bản đến có dấu chỉ mức độ khẩn."), {"counts": _urgent}),
        (
            "answered_in_time", _("Văn bản trả lời đúng hạn"), _PERCENT, asked,
            _("Văn bản đến có hạn trả lời trong kỳ, đã trả lời vào ngày hạn hoặc trước đó ÷ tất cả văn bản có hạn trong kỳ."),
            {"counts": _in_time, "share": True, "missing_title": _("văn bản trả lời muộn hoặc chưa trả lời")},
        ),
    )  # fmt: skip
    for code, title, measure, source, definition, more in figures:
        Figure(f"{prefix}.{code}", _named(title, words), measure, source, cite, definition, **more)
    for code in _COUNTED:
        if (side, code) in kinds():
            title = _named(kinds()[side, code].title, words)
            Figure(f"{prefix}.out_{code}", title, _PAPERS, out, cite, dated, counts=_kinds((code,)))
    for body in bodies().values():
        if body.side == side:
            title = _named(_("Văn bản đi của {body}").format(body=body.title), "")
            Figure(
                f"{prefix}.out_by_{body.code}", title, _PAPERS, out, cite, dated, counts=_bodies(body.code)
            )


def _named(title: Any, words: Any) -> str:
    return f"{title} ({words})" if words else str(title)


_declare("documents", PARTY, QD_399.at(""), "")
_declare("state_documents", STATE, ND_30.at("Điều 3"), _("chính quyền"))
