"""Two communes of one book that write to each other over a folder, with keys of an authority of the tests."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from soxa.documents.files import Paper, attach
from soxa.documents.flow import OUTGOING, begin_issued
from soxa.documents.models import Document, DocumentFile
from soxa.documents.signing.tests.authority import PASSWORD, Authority
from soxa.documents.signing.tests.paper import paper
from soxa.exchange import axis
from soxa.exchange.carrying import carry
from soxa.exchange.mailboxes import Place, know, set_mailbox
from soxa.exchange.models import Mailbox, Package, Partner
from soxa.exchange.sending import send
from soxa.kernel.access import machine
from soxa.kernel.models import Unit
from soxa.kernel.units.acts import Founding, found

ACTOR, DAY = machine("test"), date(2026, 11, 20)
BODIES = {"party": "committee", "state": "people_committee"}
NAMES = {"party": "Đảng ủy {unit}", "state": "Ủy ban nhân dân {unit}"}


@dataclass
class Office:
    """One side of one commune with its mailbox."""

    side: str
    mailbox: Mailbox

    def knows(self, other: "Office", certificate: bytes = b"") -> Partner:
        box = other.mailbox
        return know(
            self.mailbox, box.code, box.name, ACTOR, certificate=certificate or box.certificate.encode()
        )

    def issues(
        self, abstract: str = "Báo cáo tháng 10", *, replaces: Document | None = None, **facts: str
    ) -> Document:
        """A document out, issued with its paper."""
        made = Document(
            unit_id=self.mailbox.unit_id, body=BODIES[self.side], kind="bao_cao", abstract=abstract,
            signer="Bí thư Nguyễn Thị Hòa", replaces=replaces, **facts,
        )  # fmt: skip
        with transaction.atomic():
            entry = begin_issued(made, ACTOR, on=DAY)
            if not made.is_secret:
                attach(made, Paper(paper(), "bao-cao.pdf", "application/pdf"), DocumentFile.ISSUED, entry)
        return made

    def sends(self, document: Document, to: "Office") -> Package:
        partner = self.mailbox.partners.get(code=to.mailbox.code)
        return send(document, [partner], ACTOR)[0]

    def recalls(self, document: Document) -> None:
        OUTGOING.take("recall", document, ACTOR, {"on": DAY, "reason": "sai phụ lục"})

    def carries(self) -> None:
        carry(self.mailbox, ACTOR)

    def inbox(self, *states: str) -> list[Package]:
        rows = self.mailbox.packages.filter(direction="in", kind=Package.LETTER).order_by("pk")
        return [one for one in rows if not states or one.state in states]

    @property
    def slot(self) -> Path:
        return axis.slot(Path(self.mailbox.folder), self.mailbox.code)


def pair(side: str, folder: Path, authority: Authority) -> tuple[Office, Office]:
    """Two offices of a side over one folder, each knowing the other."""
    axis.make(folder, side)
    made = []
    for at, name in enumerate(("xã Đồng Vải", "xã Mai Trạch"), 1):
        code = f"9990{at}"
        unit = Unit.objects.filter(code=code).first() or found(Founding(code, "commune", name), ACTOR)
        title = NAMES[side].format(unit=name)
        key = authority.issued(title, number=f"MST:010000000{at}", organisation=title, keys=3 + at)
        wish = Place(unit.pk, side, BODIES[side], f"000.00.0{at}.H99", title, str(folder))
        signs = {"key": key.p12(), "password": PASSWORD} if side == "party" else {}
        made.append(Office(side, set_mailbox(wish, ACTOR, **signs)))
    a, b = made
    a.knows(b)
    b.knows(a)
    return a, b
