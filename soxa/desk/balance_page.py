"""The balance of members over a period, by unit: what stood, what came and went, what stands, and whether it closes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from soxa.desk.asked import asked
from soxa.desk.by_unit import carried_name
from soxa.desk.figure_pages import EXCEL, FIGURE_READERS, asof
from soxa.kernel.access import allow, sight_of
from soxa.kernel.figures import FIGURES
from soxa.kernel.page import page
from soxa.kernel.sheets.columns import Column, Columns
from soxa.kernel.sheets.writer import write
from soxa.kernel.units.tree import tree
from soxa.org.roles import PARTY
from soxa.party.balance import Balance, Row, balance
from soxa.party.figures import BALANCE_IN, BALANCE_OUT
from soxa.values.asking import reads


@allow(*FIGURE_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The balance, on the page or as a workbook."""
    if not reads(request.user, PARTY):
        raise Http404("balance")
    found = asked(request, PARTY, by_period=True)
    made = balance(found.moment, found.unit.id)
    if request.GET.get("dang") == "excel":
        answer = HttpResponse(workbook(made, f"{found.name} · {found.when}"), content_type=EXCEL)
        name = f"can-doi-{found.unit.code}-{found.moment.on}.xlsx"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
    sight, nodes = sight_of(request.user, PARTY), tree().nodes
    return page(
        request,
        "desk/balance.html",
        balance=made,
        ins=_columns(made, BALANCE_IN),
        outs=_columns(made, BALANCE_OUT),
        names={row.unit_id: tree().name(row.unit_id, found.moment.on) for row in made.rows},
        opened={row.unit_id: nodes[row.unit_id] for row in made.rows if row.unit_id in sight},
        figures=FIGURES,
        carried_name=carried_name(made.total.carried),
        **asof(request, found, PARTY),
    )


def _columns(made: Balance, codes: tuple[str, ...]) -> list[str]:
    """Movements that happened at all; the first two always, because their absence is news."""
    return [code for place, code in enumerate(codes) if place < 2 or made.total.moves[code]]


def workbook(made: Balance, note: str) -> bytes:
    """The balance as a workbook, the total last."""
    heads = [_("Đơn vị"), _("Đầu kỳ")]
    heads += [str(FIGURES[code].title) for code in (*BALANCE_IN, *BALANCE_OUT)]
    heads += [_("Chuyển trong đảng bộ"), _("Do sắp xếp tổ chức"), _("Ghi khi lập sổ"), _("Cuối kỳ")]
    columns = Columns(
        "balance",
        _("Cân đối đảng viên"),
        tuple(
            Column(name=f"c{place}", headings=(head,), parse=str, width=34 if not place else 12)
            for place, head in enumerate(heads)
        ),
    )
    standing = tree()
    lines = [_line(standing.name(row.unit_id, made.moment.on), row) for row in made.rows]
    lines.append(_line(_("Cộng"), made.total))
    rows = ({f"c{place}": value for place, value in enumerate(line)} for line in lines)
    return write(columns, rows, _("Cân đối đảng viên"), [note])


def _line(name: str, row: Row) -> list[str | int]:
    moves = [row.moves[code] for code in (*BALANCE_IN, *BALANCE_OUT)]
    return [name, row.opening, *moves, row.moved, row.reorganised, row.assumed, row.closing]
