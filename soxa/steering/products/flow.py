"""OCOP products are written down, rated, rated again, their certificates withdrawn, given up."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, correct, record, reference, strike
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.law.words import fold
from soxa.steering.products import rules
from soxa.steering.products.models import Product, Rating

WRITE = "steering.write"


def _must(actor: Actor) -> None:
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))


def _about(product: Product, step: str, actor: Actor, *, on: Any, facts: dict[str, Any]) -> Entry:
    return record(("product", step), reference(product), actor, on=on, unit_id=product.unit_id, facts=facts)  # type: ignore[attr-defined]


def _fit(unit_id: int, facts: dict[str, Any], *, but: int | None = None) -> None:
    """Refused in words for a product that the unit has already of the same holder."""
    rows = Product.objects.filter(unit_id=unit_id).exclude(pk=but).values_list("name", "holder")
    if (fold(facts["name"]), fold(facts["holder"])) in {(fold(name), fold(holder)) for name, holder in rows}:
        raise Refused(_("Sản phẩm này của chủ thể này đã có trong sổ."))


def new(unit_id: int, facts: dict[str, Any], actor: Actor, *, today: Any) -> Product:
    """Write down a product; its ratings follow. Refused in words."""
    _must(actor)
    with all_or_nothing():
        _fit(unit_id, facts)
        made = Product(unit_id=unit_id, **facts)
        made.save(force_insert=True)
        made.entry = _about(made, "new", actor, on=today, facts={"kind": made.kind})
        made.save(update_fields=["entry"])
    return made


def mend(product: Product, facts: dict[str, Any], actor: Actor, *, basis: str) -> None:
    """Put right what is said of a product, with the basis. Refused in words."""
    _must(actor)
    with all_or_nothing():
        _fit(product.unit_id, facts, but=product.pk)  # type: ignore[attr-defined]
        correct(product, facts, actor, basis=basis, unit_id=product.unit_id)  # type: ignore[attr-defined]


def rate(product: Product, facts: dict[str, Any], actor: Actor, *, today: Any) -> Rating:
    """A decision that gives a product its stars: the certificate before it ends that day. Refused in words."""
    _must(actor)
    with all_or_nothing():
        held = Product.objects.select_for_update().get(pk=product.pk)
        since = facts["since"]
        if held.ended_on and since >= held.ended_on:
            raise Refused(_("Sản phẩm đã thôi tham gia từ {day}.").format(day=day_text(held.ended_on)))
        if Rating.objects.filter(product=held, since__gte=since).exists():
            raise Refused(
                _("Sản phẩm đã có lần công nhận cùng ngày hoặc sau ngày {day}.").format(day=day_text(since))
            )
        entry = _about(held, "rate", actor, on=today, facts={"stars": facts["stars"], "since": since})
        made = Rating(product=held, entry=entry, until=facts["last_on"] + timedelta(days=1), **facts)
        made.first = not Rating.objects.filter(product=held).exists()
        made.decided_by = facts["decided_by"] or rules.decided_by(facts["stars"], since)
        made.save(force_insert=True)
        _lay(held, entry)
    return made


def _lay(product: Product, entry: Entry) -> None:
    """Each certificate is the word on the product until its last day, its withdrawal or the next decision, whichever comes first."""
    rows = list(Rating.objects.filter(product=product).order_by("since"))
    for one, after in zip(rows, [*rows[1:], None], strict=True):
        end = one.until if one.withdrawn_why else one.last_on + timedelta(days=1)
        until = min(end, after.since) if after else end
        Rating.objects.filter(pk=one.pk).exclude(until=until).moved(entry, until=until)
    earliest = Rating.objects.filter(product=product).order_by("since").first()
    if earliest is not None:
        Rating.objects.filter(product=product, first=True).exclude(pk=earliest.pk).moved(entry, first=False)
        Rating.objects.filter(pk=earliest.pk, first=False).moved(entry, first=True)


def mend_rating(rating: Rating, facts: dict[str, Any], actor: Actor, *, basis: str, struck: bool) -> None:
    """Put a rating right, or take it out of the book, with the basis; the spells around it follow. Refused in words."""
    _must(actor)
    with all_or_nothing():
        product = Product.objects.select_for_update().get(pk=rating.product_id)
        others = Rating.objects.filter(product=product).exclude(pk=rating.pk)
        if struck:
            entry = strike(rating, actor, basis=basis, about=product, unit_id=product.unit_id)
        elif others.filter(since=facts["since"]).exists():
            raise Refused(_("Sản phẩm đã có lần công nhận cùng ngày ấy."))
        else:
            end = facts["last_on"] + timedelta(days=1)
            if (
                rating.withdrawn_why
            ):  # what was withdrawn does not come back because a word of it is put right
                end = min(end, rating.until)
            if end < facts["since"]:
                raise Refused(
                    _("Giấy chứng nhận đã thu hồi từ {day}; ngày cấp không sau ngày ấy.").format(
                        day=day_text(rating.until)
                    )
                )
            whole = {**facts, "until": end}
            entry = correct(rating, whole, actor, basis=basis, unit_id=product.unit_id, about=product)
        _lay(product, entry)


def withdraw(product: Product, facts: dict[str, Any], actor: Actor, *, today: Any) -> None:
    """The certificate in force is withdrawn from a day. Refused in words."""
    _must(actor)
    on = facts["on"]
    with all_or_nothing():
        held = Product.objects.select_for_update().get(pk=product.pk)
        rating = Rating.objects.filter(product=held, since__lte=on, until__gt=on).first()
        if rating is None:
            raise Refused(
                _("Ngày {day} sản phẩm không có giấy chứng nhận còn giá trị.").format(day=day_text(on))
            )
        rating.entry = _about(held, "withdraw", actor, on=today, facts={"on": on})
        rating.until, rating.withdrawn_why = on, facts["why"]
        rating.save()


def give_up(product: Product, facts: dict[str, Any], actor: Actor, *, today: Any) -> None:
    """The product is no longer made, or its holder left the programme. Refused in words."""
    _must(actor)
    on = facts["on"]
    with all_or_nothing():
        held = Product.objects.select_for_update().get(pk=product.pk)
        if held.ended_on:
            raise Refused(_("Sản phẩm đã ghi thôi tham gia từ {day}.").format(day=day_text(held.ended_on)))
        if Rating.objects.filter(product=held, since__gt=on).exists():
            raise Refused(_("Sau ngày ấy sản phẩm còn một lần công nhận."))
        held.entry = _about(held, "give_up", actor, on=today, facts={"on": on})
        held.ended_on, held.ended_why = on, facts["why"]
        held.save()
        rows = Rating.objects.filter(product=held, until__gt=on)
        rows.filter(since__lte=on).moved(held.entry, until=on, withdrawn_why=facts["why"])
