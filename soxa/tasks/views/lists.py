"""The list of tasks and its workbook."""

from itertools import islice
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from soxa.kernel.access import allow, may
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.sheets.writer import write
from soxa.org.roles import TASK_READERS
from soxa.tasks import lists
from soxa.tasks.flow import GIVE
from soxa.tasks.models import Task

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_EXPORTED = 50_000


@allow(*TASK_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Tasks in sight, narrowed by the address; without conditions, those not yet done."""
    asked = lists.Asked.of(request.GET.dict(), book_day())
    found = lists.page_of(asked, request.user)
    answer = page(
        request,
        "tasks/tasks.html",
        part="rows",
        asked=asked,
        found=found,
        conditions=lists.words_of(asked),
        units=lists.unit_choices(request.user, asked.today),
        states=[(code, title) for code, title in lists.STATES.items() if code],
        dues=[(code, title) for code, title in lists.DUES.items() if code],
        gives=may(request.user, GIVE),
        any_task=bool(found.rows) or Task.objects.seen_by(request.user).exists(),
    )
    if request.GET:
        kept = {name: value for name, value in request.GET.items() if value}
        answer["HX-Push-Url"] = request.path + ("?" + urlencode(kept) if kept else "")
    return answer


@allow(*TASK_READERS)
def export(request: HttpRequest) -> HttpResponse:
    """The same list as an Excel file, up to MOST_EXPORTED rows."""
    asked = lists.Asked.of(request.GET.dict(), book_day())
    rows = islice(lists.rolled(asked, request.user), MOST_EXPORTED)
    answer = HttpResponse(write(lists.columns(), rows, title=lists.title_of(asked)), content_type=EXCEL)
    answer["Content-Disposition"] = f'attachment; filename="nhiem-vu-{asked.today}.xlsx"'
    return answer
