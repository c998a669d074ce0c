"""The nouns of exchange: a mailbox of one side, the offices it writes to, packages out and in."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from soxa.documents.catalogue import IN, OUT
from soxa.documents.models import Document, Register, Sides
from soxa.exchange.rules import (
    AGREED,
    ARRIVED,
    ASSIGNED,
    COMPLETED,
    DISAGREED,
    NEW,
    PROCESSING,
    RECALL,
    RECALLING,
    RECEIVED,
    REFUSED,
    REPLACING,
    UPDATING,
)  # fmt: skip
from soxa.kernel.files import held_in
from soxa.kernel.models import Entry, Unit

SAYS = (
    "notation",
    "issued_on",
    "kind",
    "kind_title",
    "author",
    "abstract",
    "signer",
    "urgency",
    "due_on",
    "reason",
)


class Mailbox(models.Model):
    """Where a unit's side sends from and receives: its office code, its folder on the axis, its key on the Party side."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    side = models.CharField(_("bên"), max_length=5, choices=Register.SIDES)
    body = models.CharField(_("cơ quan"), max_length=20)
    code = models.CharField(_("mã cơ quan"), max_length=40)
    name = models.CharField(_("tên cơ quan"), max_length=200)
    folder = models.CharField(_("thư mục trục"), max_length=300)
    certificate = models.TextField(_("chứng thư"), blank=True)
    key_sealed = models.TextField(editable=False, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Sides.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "side"], name="mailbox_once"),
            models.UniqueConstraint(fields=["side", "code"], name="mailbox_code_once"),
        ]

    def __str__(self) -> str:
        return f"mailbox {self.pk}"


class Partners(Sides):
    """Offices one writes to, seen with their mailbox."""

    side_path: ClassVar[str] = "mailbox__side"
    sight_unit: ClassVar[str] = "mailbox__unit_id"


class Partner(models.Model):
    """An office that a mailbox writes to and hears from; on the Party side with the certificate it is known for."""

    mailbox = models.ForeignKey(Mailbox, models.PROTECT, related_name="partners")
    code = models.CharField(_("mã cơ quan"), max_length=40)
    name = models.CharField(_("tên cơ quan"), max_length=200)
    certificate = models.TextField(_("chứng thư"), blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Partners.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["mailbox", "code"], name="partner_once")]

    def __str__(self) -> str:
        return f"partner {self.pk}"


class Package(models.Model):
    """One package out or in: a letter with a document (or the wish to have one back), or an answer about a letter."""

    LETTER, ANSWER = "letter", "answer"
    KINDS: ClassVar = [(LETTER, _("văn bản")), (ANSWER, _("trạng thái"))]
    BUSINESS: ClassVar = [
        (NEW, _("Văn bản mới")),
        (RECALLING, _("Đề nghị thu hồi")),
        (UPDATING, _("Cập nhật")),
        (REPLACING, _("Thay thế")),
    ]
    CODES: ClassVar = [
        (ARRIVED, _("01 – Đã đến")),
        (REFUSED, _("02 – Từ chối nhận")),
        (RECEIVED, _("03 – Đã tiếp nhận")),
        (ASSIGNED, _("04 – Đã phân công")),
        (PROCESSING, _("05 – Đang xử lý")),
        (COMPLETED, _("06 – Đã hoàn thành")),
        (RECALL, _("13 – Đề nghị thu hồi")),
        (AGREED, _("15 – Đồng ý thu hồi")),
        (DISAGREED, _("16 – Từ chối thu hồi")),
    ]
    WAITING, POSTED = "waiting", "posted"
    HERE, ASKED, TAKEN, TURNED_DOWN, WITHDRAWN = "here", "asked", "taken", "turned_down", "withdrawn"
    GIVEN_BACK, KEPT, REPEATED, DAMAGED, HEARD = "given_back", "kept", "repeated", "damaged", "heard"
    STATES: ClassVar = [
        (WAITING, _("Chờ chuyển ra trục")),
        (POSTED, _("Đã chuyển ra trục")),
        (HERE, _("Chờ tiếp nhận")),
        (ASKED, _("Chờ trả lời thu hồi")),
        (TAKEN, _("Đã tiếp nhận")),
        (TURNED_DOWN, _("Đã từ chối nhận")),
        (WITHDRAWN, _("Nơi gửi đã thu hồi")),
        (GIVEN_BACK, _("Đã đồng ý thu hồi")),
        (KEPT, _("Đã từ chối thu hồi")),
        (REPEATED, _("Trùng văn bản đã có")),
        (DAMAGED, _("Không nhận: hỏng hoặc không rõ nguồn")),
        (HEARD, _("Đã ghi nhận")),
    ]

    mailbox = models.ForeignKey(Mailbox, models.PROTECT, related_name="packages")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    side = models.CharField(max_length=5, choices=Register.SIDES)
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, related_name="packages")
    direction = models.CharField(max_length=3, choices=[(OUT, _("đi")), (IN, _("đến"))])
    kind = models.CharField(max_length=6, choices=KINDS)
    ident = models.CharField(_("mã gói"), max_length=120)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    business = models.CharField(_("nghiệp vụ"), max_length=1, choices=BUSINESS, default=NEW)
    code = models.CharField(_("trạng thái"), max_length=2, choices=CODES, blank=True)
    state = models.CharField(max_length=11, choices=STATES)
    about = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    says = models.JSONField(default=dict)  # what the letter says of its document, for the inbox
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    at = models.DateTimeField(_("lúc"))
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Sides.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mailbox", "direction", "partner", "ident"],
                condition=~Q(state="damaged"),
                name="package_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["mailbox", "direction", "state"], name="package_waiting"),
        ]

    def __str__(self) -> str:
        return f"package {self.pk}"

    @property
    def said(self) -> dict[str, Any]:
        """What the letter says of its document, every item present; what it does not say is empty."""
        return {**dict.fromkeys(SAYS, ""), "files": [], **self.says}

    @property
    def ours(self) -> bool:
        """Whether it went out from here."""
        return bool(self.direction == OUT)


# a package that was not taken in leaves its digest and no bytes; one whose document's file was destroyed at the end of its
# term does not keep a copy of it either
held_in(
    "exchange.Package",
    "digest",
    state__in=[one for one, _title in Package.STATES if one != Package.DAMAGED],
    document__folder__destroyed_on=None,
)
