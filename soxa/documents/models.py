"""The nouns of documents: registers, documents in them, their files, slips with an instruction, and opinions asked for."""

from textwrap import shorten
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from soxa.documents import search
from soxa.documents.catalogue import IN, OUT, PARTY, STATE, bodies, kinds, marks
from soxa.kernel.access import SeenBy, sight_of
from soxa.kernel.files import held_in
from soxa.kernel.models import Entry, Guarded, Spell, Unit
from soxa.law.words import fold
from soxa.org.models import Person

DOMAINS = {PARTY: "documents.party", STATE: "documents.state"}
"""Whose rows a role sees: the two sides of a commune keep apart."""


class Sides(SeenBy):
    """Rows that belong to a side and a unit: seen by offices of that side."""

    side_path: ClassVar[str] = "side"
    side_domains: ClassVar[dict[str, str]] = DOMAINS

    def seen_by(self, reader: Any) -> Self:
        """Rows of the sides and units in the reader's sight."""
        wanted = Q(pk__in=())
        for side, domain in self.side_domains.items():
            sight = sight_of(reader, domain)
            if sight.everything or sight.units:
                own = Q(**{self.side_path: side})
                inside = Q() if sight.everything else Q(**{f"{self.sight_unit}__in": sorted(sight.units)})
                wanted |= own & inside
        return self.filter(wanted)


class Register(Spell):
    """A book of numbers of one body: one direction, and on the Party side one kind, within a term or a year."""

    DIRECTIONS: ClassVar = [(OUT, _("văn bản đi")), (IN, _("văn bản đến"))]
    SIDES: ClassVar = [(PARTY, _("bên Đảng")), (STATE, _("bên chính quyền"))]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    side = models.CharField(max_length=5, choices=SIDES)
    body = models.CharField(_("cơ quan"), max_length=20)
    direction = models.CharField(max_length=3, choices=DIRECTIONS)
    kind = models.CharField(_("loại văn bản"), max_length=20, blank=True)
    secret = models.BooleanField(_("sổ văn bản mật"), default=False)
    last_number = models.PositiveIntegerField(_("số cuối đã cấp"), default=0)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Sides.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "body", "direction", "kind", "secret", "since"], name="register_once"
            )
        ]

    def __str__(self) -> str:
        return f"register {self.pk}"

    @property
    def next_number(self) -> int:
        """The number that the next document gets."""
        return self.last_number + 1


class RegisterGap(models.Model):
    """Numbers of a register that the book will not give, and why: given on paper, left out by mistake."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="gaps")
    first = models.PositiveIntegerField(_("từ số"))
    last = models.PositiveIntegerField(_("đến số"))
    reason = models.CharField(_("lý do"), max_length=300)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"


class DocumentRows(Sides):
    """Documents, seen by offices of their side."""

    def matching(self, text: str) -> Self:
        """Documents with every word of the text in number, abstract, author, signer or files; tone marks and đ count for nothing."""
        query = search.asked(text)
        return self.filter(found_by__words__match=query) if query else self.none()


class Document(models.Model):
    """One document, coming in or going out; its number, once given, stays its own."""

    DRAFT, CHECKED, APPROVED, SIGNED, NUMBERED = "draft", "checked", "approved", "signed", "numbered"
    SEALED, ISSUED, RECALLED, REPLACED, VOID = "sealed", "issued", "recalled", "replaced", "void"
    RECEIVED, REGISTERED, PROPOSED, INSTRUCTED = "received", "registered", "proposed", "instructed"
    ANSWERED, FILED, SENT_BACK = "answered", "filed", "sent_back"
    STATES: ClassVar = [
        (DRAFT, _("Dự thảo")),
        (CHECKED, _("Đã kiểm tra, chờ duyệt")),
        (APPROVED, _("Đã duyệt, chờ ký")),
        (SIGNED, _("Đã ký, chờ cấp số")),
        (NUMBERED, _("Đã cấp số")),
        (SEALED, _("Đã đóng dấu")),
        (ISSUED, _("Đã phát hành")),
        (RECALLED, _("Đã thu hồi")),
        (REPLACED, _("Đã được thay thế")),
        (VOID, _("Hủy, số không dùng lại")),
        (RECEIVED, _("Đã nhận, chờ vào sổ")),
        (REGISTERED, _("Đã vào sổ, chờ trình")),
        (PROPOSED, _("Đã trình, chờ bút phê")),
        (INSTRUCTED, _("Đã có bút phê, đang giải quyết")),
        (ANSWERED, _("Đã trả lời")),
        (FILED, _("Đã lưu hồ sơ")),
        (SENT_BACK, _("Đã trả lại nơi gửi")),
    ]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    side = models.CharField(_("bên"), max_length=5, choices=Register.SIDES)
    direction = models.CharField(max_length=3, choices=Register.DIRECTIONS)
    body = models.CharField(_("cơ quan"), max_length=20)
    kind = models.CharField(_("loại văn bản"), max_length=20, db_index=True)
    state = models.CharField(max_length=10, choices=STATES)
    register = models.ForeignKey(Register, models.PROTECT, null=True, related_name="documents")
    number = models.PositiveIntegerField(_("số"), null=True)
    notation = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    abstract = models.CharField(_("trích yếu"), max_length=500)
    issued_on = models.DateField(_("ngày văn bản"), null=True)
    arrived_on = models.DateField(_("ngày đến"), null=True)
    author = models.CharField(_("nơi ban hành"), max_length=200, blank=True)
    signer = models.CharField(_("người ký"), max_length=160, blank=True)
    recipients = models.TextField(_("nơi nhận"), blank=True)
    receiver = models.CharField(_("đơn vị, người nhận"), max_length=200, blank=True)
    archive_holder = models.CharField(_("đơn vị, người nhận bản lưu"), max_length=160, blank=True)
    copies = models.PositiveSmallIntegerField(_("số bản"), null=True)
    pages = models.PositiveSmallIntegerField(_("số trang"), null=True)
    released_on = models.DateField(_("ngày phát hành"), null=True)
    handed_on = models.DateField(_("ngày chuyển"), null=True)
    received_by = models.CharField(_("người ký nhận"), max_length=160, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    urgency = models.CharField(_("độ khẩn"), max_length=20, blank=True)
    secrecy = models.CharField(_("độ mật"), max_length=20, blank=True)
    circulation = models.CharField(_("phạm vi lưu hành"), max_length=20, blank=True)
    drafter = models.CharField(_("đơn vị soạn thảo"), max_length=20, blank=True)
    answer_due = models.DateField(_("hạn trả lời"), null=True)
    answered_on = models.DateField(_("ngày trả lời"), null=True)
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="answered_by")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    ended_on = models.DateField(_("ngày thu hồi, thay thế, hủy"), null=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    digitally_signed = models.BooleanField(_("ký số"), default=False)
    folder = models.ForeignKey("documents.Folder", models.PROTECT, null=True, related_name="documents")
    origin_kind = models.CharField(
        max_length=40, blank=True
    )  # a soft reference: what was written from records
    origin_key = models.CharField(max_length=64, blank=True)
    folded = models.TextField(editable=False, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = DocumentRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["register", "number"],
                condition=Q(number__isnull=False),
                name="document_number_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "direction", "-issued_on"], name="document_out"),
            models.Index(fields=["unit", "direction", "-arrived_on"], name="document_in"),
        ]

    def __str__(self) -> str:
        return f"document {self.pk}"

    def words_to_find(self) -> str:
        """What search looks at, folded; every verb that writes these fields puts it into `folded`."""
        return fold(" ".join((self.notation, self.abstract, self.author, self.signer)))

    @property
    def called(self) -> str:
        """Its number, or before it has one the beginning of its abstract, cut between words: what a path of pages names."""
        return self.notation or shorten(self.abstract, 60, placeholder=" …")

    @property
    def is_secret(self) -> bool:
        """Whether the document bears a class of secrecy: then it is a number in the register and no file."""
        return bool(self.secrecy)

    @property
    def kind_title(self) -> str:
        """The kind in words."""
        return kinds()[self.side, self.kind].title

    @property
    def body_title(self) -> str:
        """The body in words."""
        return bodies()[self.body].title

    def marks(self) -> list[str]:
        """The stamps it bears, in words."""
        given = (("urgency", self.urgency), ("secrecy", self.secrecy), ("circulation", self.circulation))
        return [marks(group)[code].title for group, code in given if code]


class DocumentFile(models.Model):
    """A file of a document: bytes kept under their digest and never altered; a newer one stands beside the older."""

    DRAFT, ISSUED, SIGNED, SCAN = "draft", "issued", "signed", "scan"
    RECEIVED, ATTACHMENT = "received", "attachment"
    ROLES: ClassVar = [
        (DRAFT, _("bản dự thảo")),
        (ISSUED, _("bản phát hành")),
        (SIGNED, _("bản ký số")),
        (SCAN, _("bản chụp")),
        (RECEIVED, _("bản nhận được")),
        (ATTACHMENT, _("phụ lục, tệp kèm")),
    ]

    document = models.ForeignKey(Document, models.PROTECT, related_name="files")
    role = models.CharField(max_length=10, choices=ROLES)
    digest = models.CharField(max_length=64, db_index=True)
    name = models.CharField(_("tên tệp"), max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    added_at = models.DateTimeField(auto_now_add=True)
    words_digest = models.CharField(
        max_length=64, blank=True
    )  # of its words alone: tells a file that was written anew
    verdicts = models.JSONField(default=list)  # on each signature, as they were when the file came
    text = models.TextField(blank=True)  # the words inside, folded, for search
    gone_on = models.DateField(_("ngày hủy"), null=True)  # destroyed with its file of the plan
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"file {self.pk}"


class Version(models.Model):
    """One version of a draft written in the book: what was typed, and who is to sign; a later one stands beside it."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("lần thảo"))
    abstract = models.CharField(_("trích yếu"), max_length=500)
    recipients = models.TextField(_("nơi nhận"), blank=True)
    text = models.TextField(_("nội dung"))
    authority = models.CharField(_("thay mặt"), max_length=160, blank=True)
    post = models.CharField(_("chức vụ người ký"), max_length=160)
    name = models.CharField(_("họ tên người ký"), max_length=160, blank=True)
    template = models.ForeignKey("documents.OfficeTemplate", models.PROTECT, null=True, related_name="+")
    author = models.CharField(_("người viết"), max_length=160)
    written_on = models.DateField(_("ngày viết"))
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return f"version {self.pk}"


class Slip(models.Model):
    """A routing slip: what the office proposes about a document, and the chief's instruction on it."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="slips")
    proposal = models.TextField(_("ý kiến đề xuất"), blank=True)
    proposed_by = models.CharField(_("người trình"), max_length=160, blank=True)
    proposed_on = models.DateField(_("ngày trình"), null=True)
    instruction = models.TextField(_("bút phê"), blank=True)
    instructed_by = models.CharField(_("người cho ý kiến"), max_length=160, blank=True)
    instructed_on = models.DateField(_("ngày bút phê"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"slip {self.pk}"


class Circulation(models.Model):
    """A question put to the members of a committee by circulation, with the day by which they answer."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="circulations")
    question = models.TextField(_("nội dung xin ý kiến"))
    asked_on = models.DateField(_("ngày gửi phiếu"))
    due_on = models.DateField(_("hạn trả lời"))
    closed_on = models.DateField(_("ngày tổng hợp"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"circulation {self.pk}"


class Opinion(models.Model):
    """What one member of the committee answered; no answer yet is an empty one; a slip taken back counts no more."""

    AGREE, DISAGREE, OTHER, NONE = "agree", "disagree", "other", ""
    ANSWERS: ClassVar = [(AGREE, _("Đồng ý")), (DISAGREE, _("Không đồng ý")), (OTHER, _("Ý kiến khác"))]

    circulation = models.ForeignKey(Circulation, models.PROTECT, related_name="opinions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    post = models.CharField(_("chức vụ"), max_length=160, blank=True)
    answer = models.CharField(_("trả lời"), max_length=8, choices=ANSWERS, blank=True)
    words = models.TextField(_("ý kiến"), blank=True)
    answered_on = models.DateField(_("ngày trả lời"), null=True)
    added_on = models.DateField(_("ngày gửi thêm phiếu"), null=True)  # after the round began
    off_on = models.DateField(_("ngày rút phiếu"), null=True)
    change_reason = models.CharField(_("lý do gửi thêm, rút phiếu"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["circulation", "person"], name="opinion_once")
        ]

    def __str__(self) -> str:
        return f"opinion {self.pk}"


held_in("documents.DocumentFile", "digest", gone_on=None)

import soxa.documents.keeping.models  # noqa: E402, F401 – files of the plan stand beside, in a room of their own
import soxa.documents.office_templates.models  # noqa: E402, F401 – and templates
import soxa.documents.pictures.models  # noqa: E402, F401 – and so do kept pictures
