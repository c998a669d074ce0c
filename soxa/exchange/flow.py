"""The life of a package that came in: taken into the register or turned down; a recall agreed to or not."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.catalogue import kinds, marks
from soxa.documents.files import attach, looked_at
from soxa.documents.flow import INCOMING, NUMBER, receive
from soxa.documents.models import Document, DocumentFile
from soxa.exchange import forms
from soxa.exchange.letters import Letter
from soxa.exchange.models import Package
from soxa.exchange.packing import letter_of
from soxa.exchange.rules import AGREED, DISAGREED, NEW, RECEIVED, REFUSED, REPLACING, UPDATING
from soxa.exchange.sending import answer
from soxa.exchange.twins import day, registered_twin
from soxa.kernel import journal
from soxa.kernel.flow import Flow, Step
from soxa.kernel.models import Entry
from soxa.law.acts import ND_30, QD_28

FLOW = "package_in"
P = Package
_UNTOLD = frozenset({"receiver", "reason"})
_BACK = (Document.RECEIVED, Document.REGISTERED)
_WORKED_ON = (Document.PROPOSED, Document.INSTRUCTED)


def _taken(package: Package, facts: dict[str, Any], entry: Entry) -> None:
    letter = letter_of(package)
    if package.business == UPDATING and package.about and package.about.document:
        _updated(package.about.document, letter, entry)
        package.document = package.about.document
    else:
        package.document = _registered(package, letter, facts, entry)
    answer(package, RECEIVED, journal.signer(entry))


def _registered(package: Package, letter: Letter, facts: dict[str, Any], entry: Entry) -> Document:
    earlier = package.about.document if package.business == REPLACING and package.about else None
    made = Document(
        unit_id=package.unit_id,
        body=package.mailbox.body,
        kind=facts["kind"],
        notation=letter.notation,
        abstract=letter.abstract,
        issued_on=letter.issued_on,
        author=letter.author,
        signer=letter.signer,
        urgency=letter.urgency if letter.urgency in marks("urgency") else "",
        receiver=facts.get("receiver") or "",
        answer_due=facts.get("answer_due"),
        replaces=earlier,
    )
    first, *others = [looked_at(one.content, one.name) for one in letter.enclosures]
    receive(made, journal.signer(entry), on=facts["on"], upload=first)
    for paper in others:
        attach(made, paper, DocumentFile.ATTACHMENT, entry)
    return made


def _updated(document: Document, letter: Letter, entry: Entry) -> None:
    """The files of an update lie beside those that came before; the number stays."""
    for one in letter.enclosures:
        attach(document, looked_at(one.content, one.name), DocumentFile.RECEIVED, entry)


def _turned_down(package: Package, facts: dict[str, Any], entry: Entry) -> None:
    package.note = facts["reason"]
    answer(package, REFUSED, journal.signer(entry), note=facts["reason"])


def _given_back(package: Package, facts: dict[str, Any], entry: Entry) -> None:
    """The letter that is wanted back is not taken any more, or its document leaves the register where it may."""
    wanted, signer = package.about, journal.signer(entry)
    if wanted and wanted.state == P.HERE:
        INBOX.take("withdraw", wanted, signer)
    elif wanted and wanted.state == P.TAKEN and wanted.document and wanted.document.state in _BACK:
        reason = _("Nơi gửi thu hồi. {why}").format(why=package.said["reason"]).strip()[:300]
        INCOMING.take("send_back", wanted.document, signer, {"on": facts["on"], "reason": reason})
    answer(package, AGREED, signer)


def _kept(package: Package, facts: dict[str, Any], entry: Entry) -> None:
    package.note = facts["reason"]
    answer(package, DISAGREED, journal.signer(entry), note=facts["reason"])


def _objection(package: Package) -> str:
    """Why the letter cannot be taken into the register yet; empty when nothing stands in the way."""
    if package.about and package.about.state == P.HERE:
        return _("Gói này cập nhật hoặc thay thế một gói còn chờ tiếp nhận; xử lý gói trước đó trước.")
    says = package.said
    twin = registered_twin(package.mailbox, says["notation"], says["author"], day(says["issued_on"]))
    if twin and package.business == NEW:
        return _("Văn bản này đã vào sổ, số đến {number}. Từ chối nhận và ghi lý do trùng.").format(
            number=twin.number
        )
    if package.followed_by.filter(state=P.ASKED).exists():
        return _("Nơi gửi đang đề nghị thu hồi văn bản này; trả lời đề nghị ấy trước.")
    return ""


def _at_work(package: Package) -> str:
    """Why a recall cannot be agreed to yet: the document lies with the chief or is being acted on."""
    wanted = package.about
    if wanted and wanted.state == P.TAKEN and wanted.document and wanted.document.state in _WORKED_ON:
        return _("Văn bản đã trình hoặc đã có bút phê: xử lý văn bản trước, rồi trả lời.")
    return ""


INBOX = Flow(
    FLOW,
    Step(
        "take", gettext_lazy("Tiếp nhận, vào sổ"), (P.HERE,), P.TAKEN, by=NUMBER, cite=ND_30.at("Điều 22"),
        form=forms.Take, untold=_UNTOLD, unless=_objection, then=_taken,
    ),
    Step(
        "turn_down", gettext_lazy("Từ chối nhận"), (P.HERE,), P.TURNED_DOWN, by=NUMBER, cite=QD_28.at(""),
        form=forms.Reason, untold=_UNTOLD, then=_turned_down,
    ),
    Step(
        "give_back", gettext_lazy("Đồng ý thu hồi"), (P.ASKED,), P.GIVEN_BACK, by=NUMBER, cite=QD_28.at(""),
        form=forms.OnDay, unless=_at_work, then=_given_back,
    ),
    Step(
        "keep", gettext_lazy("Từ chối thu hồi"), (P.ASKED,), P.KEPT, by=NUMBER, cite=QD_28.at(""),
        form=forms.Reason, untold=_UNTOLD, then=_kept,
    ),
    Step("withdraw", gettext_lazy("Ghi nơi gửi đã thu hồi"), (P.HERE,), P.WITHDRAWN, by=NUMBER),
)  # fmt: skip


def kind_of(package: Package) -> str:
    """The kind of document that the letter names, when this side has it; empty otherwise."""
    code, title = package.said["kind"], package.said["kind_title"].casefold()
    if (package.side, code) in kinds():
        return str(code)
    return next((one.code for (side, _c), one in kinds().items() if side == package.side and one.title.casefold() == title), "")  # fmt: skip
