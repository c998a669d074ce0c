"""Opening a mailbox and entering the offices it writes to, each with its entry; certificates and keys are checked first."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.catalogue import PARTY
from soxa.exchange import axis
from soxa.exchange.letters import CODE
from soxa.exchange.models import Mailbox, Partner
from soxa.exchange.packing import certificate_pem, sealed_key
from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.preferences import Preference, declare
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.law.acts import QCVN_102

FLOW = "exchange"
FORMAT = declare(
    Preference(
        "exchange.format",
        gettext_lazy("Mẫu gói văn bản điện tử"),
        "ours",
        kind="choice",
        choices=(
            (
                "ours",
                gettext_lazy("theo QCVN 102 (bên chính quyền) và gói ký số riêng (bên Đảng), như sổ biết"),
            ),
        ),
        help=gettext_lazy(
            "Hai mẫu do sổ tự dựng theo tài liệu tìm được; chưa đối chiếu với trục thật của hai bên."
        ),
        cite=QCVN_102.at(""),
        confirmed=False,
    )
)


@dataclass(frozen=True)
class Place:
    """A mailbox as it is wished: of which unit, side and body, under which code and name, in which folder."""

    unit_id: int
    side: str
    body: str
    code: str
    name: str
    folder: str


def set_mailbox(wish: Place, actor: Actor, *, key: bytes = b"", password: str = "") -> Mailbox:
    """Open the mailbox of a unit's side, or change it. Raises Refused in words: code, folder, key, a code of another."""
    _coded(wish.code)
    axis.marked(Path(wish.folder), wish.side)
    if Mailbox.objects.filter(side=wish.side, code=wish.code).exclude(unit_id=wish.unit_id).exists():
        raise Refused(_("Mã cơ quan này đã là của hộp thư khác trong sổ."))
    with transaction.atomic():
        made = (
            Mailbox.objects.select_for_update(no_key=True)
            .filter(unit_id=wish.unit_id, side=wish.side)
            .first()
        )
        made = made or Mailbox(unit_id=wish.unit_id, side=wish.side)
        made.body, made.code, made.name, made.folder = wish.body, wish.code, wish.name, wish.folder
        if key and wish.side == PARTY:
            made.certificate, made.key_sealed = sealed_key(key, password)
        facts = {"code": wish.code, "certificate": fingerprint(made.certificate)}
        made.entry = _written("mailbox", wish.unit_id, actor, facts)
        made.save()
    return made


def know(mailbox: Mailbox, code: str, name: str, actor: Actor, *, certificate: bytes = b"") -> Partner:
    """Enter an office that a mailbox writes to, or change its name or certificate. Raises Refused in words."""
    _coded(code)
    if code == mailbox.code:
        raise Refused(_("Đây là mã của chính hộp thư này."))
    pem = certificate_pem(certificate) if certificate else ""
    with transaction.atomic():
        made = mailbox.partners.select_for_update().filter(code=code).first() or Partner(
            mailbox=mailbox, code=code
        )
        made.name, made.certificate = name, pem or made.certificate
        if mailbox.side == PARTY and not made.certificate:
            raise Refused(_("Bên Đảng phải có chứng thư của cơ quan ấy thì mới tin được gói nó gửi."))
        facts: dict[str, Any] = {"code": code, "certificate": fingerprint(made.certificate)}
        made.entry = _written("partner", mailbox.unit_id, actor, facts)
        made.save()
    return made


def fingerprint(pem: str) -> str:
    """First sixteen hex digits of a certificate's SHA-256; empty for none."""
    return x509.load_pem_x509_certificate(pem.encode()).fingerprint(SHA256()).hex()[:16] if pem else ""


def _coded(code: str) -> None:
    if not CODE.fullmatch(code):
        raise Refused(_("Mã chỉ gồm chữ không dấu, số, dấu chấm, gạch ngang; từ 3 đến 40 ký tự."))


def _written(step: str, unit_id: int, actor: Actor, facts: dict[str, Any]) -> Any:
    subject = ("unit", tree().nodes[unit_id].code)
    return journal.write(actor, FLOW, step, subject=subject, facts=facts, unit_id=unit_id)
