"""What waits of public works and OCOP for whoever writes them: works that are late, findings not put right, certificates that end."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import BAD, WARN, Waiting, due_words
from soxa.kernel.access import may
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.org.roles import STEERING
from soxa.steering.products.lists import certificates_ending
from soxa.steering.products.models import Product
from soxa.steering.works import standing
from soxa.steering.works.flow import WRITE
from soxa.steering.works.models import Observation, Term


def works(reader: Any, today: date) -> list[Waiting]:
    """One line a unit of works past their term, one a unit of findings past their day, one a unit of certificates."""
    return [*_late(reader, today), *_findings(reader, today), *_certificates(reader, today)]


def _writes(reader: Any, unit_id: int) -> bool:
    return may(reader, WRITE, unit_id, domain=STEERING)


def _named(names: list[str]) -> str:
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def _by_unit(rows: Any) -> dict[int, list[tuple[date, str]]]:
    found: dict[int, list[tuple[date, str]]] = {}
    for unit_id, day, name in rows:
        found.setdefault(unit_id, []).append((day, name))
    return found


def _late(reader: Any, today: date) -> list[Waiting]:
    seen: Any = Term.objects.seen_by(reader).filter(Term.standing(today), finish__lt=today)  # type: ignore[attr-defined]
    going = ~standing.stopped(today, work="work_id")
    open_works = seen.filter(going, work__finished_on=None).order_by("finish", "pk")
    return [
        Waiting(
            title=_("{n} công trình chậm tiến độ").format(n=count_text(len(rows))),
            detail=_named([name for _day, name in rows]),
            verb=_("Xem công trình"),
            address=f"{reverse('works')}?don-vi={tree().nodes[unit_id].code}&xem=cham",
            level=due_words(rows[0][0], today)[0],
            words=due_words(rows[0][0], today)[1],
            on=rows[0][0],
        )
        for unit_id, rows in _by_unit(open_works.values_list("work__unit_id", "finish", "work__name")).items()
        if _writes(reader, unit_id)
    ]


def _findings(reader: Any, today: date) -> list[Waiting]:
    seen: Any = Observation.objects.seen_by(reader).filter(due_on__lt=today, put_right_on=None)  # type: ignore[attr-defined]
    rows = seen.order_by("due_on", "pk").values_list("work__unit_id", "due_on", "work__name")
    return [
        Waiting(
            title=_("{n} phát hiện của Ban Giám sát đầu tư của cộng đồng quá hạn khắc phục").format(
                n=count_text(len(found))
            ),
            detail=_named([name for _day, name in found]),
            verb=_("Xem công trình"),
            address=f"{reverse('works')}?don-vi={tree().nodes[unit_id].code}",
            level=due_words(found[0][0], today)[0],
            words=due_words(found[0][0], today)[1],
            on=found[0][0],
        )
        for unit_id, found in _by_unit(rows).items()
        if _writes(reader, unit_id)
    ]


def _certificates(reader: Any, today: date) -> list[Waiting]:
    seen: Any = Product.objects.seen_by(reader)  # type: ignore[attr-defined]
    return [
        Waiting(
            title=_("{n} sản phẩm OCOP sắp hết hoặc đã hết thời hạn").format(n=count_text(len(found))),
            detail=_named([f"{one.product.name} ({day_text(one.last_on)})" for one in found]),
            verb=_("Xem sản phẩm"),
            address=f"{reverse('products')}?don-vi={tree().nodes[unit_id].code}",
            level=BAD if found[0].last_on < today else WARN,
            words=_("Đã hết thời hạn") if found[0].last_on < today else _("Sắp hết thời hạn"),
            on=found[0].last_on,
        )
        for unit_id, found in certificates_ending(seen, today).items()
        if _writes(reader, unit_id)
    ]
