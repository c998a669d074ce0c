"""How much a unit's documents may hold: the largest single file, the whole of a unit, and what is in use."""

from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.models import DocumentFile
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.refusal import Refused
from soxa.law.numbers import count_text

MB = 1 << 20
LARGEST = declare(
    Preference(
        "documents.largest_file",
        gettext_lazy("Dung lượng lớn nhất của một tệp văn bản (MB)"),
        25,
        kind="number",
        help=gettext_lazy("Tệp lớn hơn thì sổ không nhận."),
    )
)
WHOLE = declare(
    Preference(
        "documents.room_of_a_unit",
        gettext_lazy("Dung lượng tệp văn bản của mỗi đơn vị (MB)"),
        20_480,
        kind="number",
        help=gettext_lazy("Dùng từ 80% thì sổ nhắc quản trị; hết chỗ thì sổ không nhận thêm tệp."),
    )
)


@dataclass(frozen=True)
class Use:
    """A unit's files in bytes; a file that several documents hold counts with each. `most` is what it may hold."""

    unit_id: int
    held: int
    most: int

    @property
    def percent(self) -> int:
        """Share in use, rounded down."""
        return self.held * 100 // self.most


def largest() -> int:
    """Bytes of the largest file taken."""
    return int(value_of(LARGEST)) * MB


def mb(size: int) -> str:
    """Bytes as megabytes in words, rounded up: "1.024 MB"."""
    return _("{n} MB").format(n=count_text(-(-size // MB)))


def must_be_small(name: str, size: int) -> None:
    """Refused in words for a file larger than the setting allows; `size` in bytes."""
    if size > (most := largest()):
        raise Refused(
            _("Tệp “{name}” nặng {size}, lớn quá {most} cho một tệp.").format(
                name=name, size=mb(size), most=mb(most)
            )
        )


def uses() -> list[Use]:
    """Every unit that holds files, the fullest first: one question."""
    rows = DocumentFile.objects.filter(gone_on=None).values_list("document__unit_id").order_by()
    most = int(value_of(WHOLE)) * MB
    found = [Use(unit_id, held, most) for unit_id, held in rows.annotate(held=Sum("size"))]
    return sorted(found, key=lambda one: -one.held)


def must_fit(unit_id: int, name: str, size: int) -> None:
    """Refused in words, with the figures, for a file that the unit has no room for; `size` in bytes."""
    rows = DocumentFile.objects.filter(document__unit_id=unit_id, gone_on=None)
    held, most = rows.aggregate(held=Sum("size"))["held"] or 0, int(value_of(WHOLE)) * MB
    if held + size > most:
        raise Refused(
            _("Không nhận tệp “{name}” ({size}): tệp văn bản của đơn vị đã dùng {held} trong {most}. Báo người quản trị.").format(
                name=name, size=mb(size), held=mb(held), most=mb(most)
            )
        )  # fmt: skip
