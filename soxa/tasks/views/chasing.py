"""Đôn đốc: the board of what is overdue by unit, and the same as an A4 sheet."""

from django.http import Http404, HttpRequest, HttpResponse

from soxa.kernel.access import allow
from soxa.kernel.page import page
from soxa.kernel.paper.pdf import pdf
from soxa.kernel.paper.word import word
from soxa.kernel.preferences import book_day
from soxa.org.roles import PARTY_OFFICES, TASK_READERS
from soxa.tasks.board import board, paper
from soxa.tasks.letterhead import sender_of

MADE = {
    "pdf": (pdf, "application/pdf"),
    "docx": (word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@allow(*TASK_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Overdue tasks in sight by unit, each unit with the words to send to it."""
    today = book_day()
    units = board(request.user, today, sender=request.user.office_title())  # type: ignore[union-attr]
    held = {office.role for office in request.user.held_offices()}  # type: ignore[union-attr]
    return page(
        request, "tasks/overdue.html", units=units, today=today, total=sum(len(one.rows) for one in units),
        prints=bool(held & set(PARTY_OFFICES)),
    )  # fmt: skip


@allow(*PARTY_OFFICES)
def file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The board as PDF or Word, for the secretary."""
    if suffix not in MADE:
        raise Http404(suffix)
    today = book_day()
    units = board(request.user, today, sender=request.user.office_title())  # type: ignore[union-attr]
    made, kind = MADE[suffix]
    answer = HttpResponse(made(paper(units, sender_of(request.user, today), today)), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="don-doc-{today}.{suffix}"'
    return answer
