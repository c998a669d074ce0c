"""What a signature shows on the page: the signer's picture, the seal, or a few words, as Nghị định 30/2020/NĐ-CP asks."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from soxa.documents.signing.pages import Box
from soxa.kernel.refusal import Refused

PERSONAL, ORGANISATION, ATTACHMENT, COPY = "personal", "organisation", "attachment", "copy"
POINTS_PER_MM = 72 / 25.4
DOTS_PER_INCH = 150  # taken for a picture that does not say its own


class BadMark(Refused, ValueError):
    """The picture or the words to be shown are not as the rules ask; the text says what is."""


@dataclass(frozen=True)
class Placement:
    """One row of the table of placement: how a kind of signature is shown and which law says so."""

    code: str
    signature: str
    graphic: str
    colour: str
    format: str
    position: str
    text: str
    legal_source: str
    confirmed: str
    provenance: str


@dataclass(frozen=True)
class Mark:
    """Who signs as what, and what is shown.

    `holder` is the name printed on the page and on the certificate; `number` its identity number, when the name is
    not to decide. `picture` is a transparent PNG, `width` its real width in mm (its own resolution when 0). `title`
    is the position line over a personal signature. `lines` are the words of an attachment or copy, to which the
    moment of signing is added. `box` puts the mark there instead of where the words of the page say.
    """

    kind: str
    holder: str
    number: str = ""
    picture: bytes = b""
    width: float = 0.0
    title: str = ""
    lines: tuple[str, ...] = ()
    box: Box | None = None


def personal(
    holder: str, *, title: str, picture: bytes, number: str = "", width: float = 0.0, box: Box | None = None
) -> Mark:
    """A person's signature: the blue picture of it, centred between the position title and the full name."""
    return Mark(PERSONAL, holder, number, picture, width, title, box=box)


def organisation(
    holder: str, *, picture: bytes, width: float, number: str = "", box: Box | None = None
) -> Mark:
    """An office's signature: the red seal in its real width (mm), over a third of the personal one, to its left."""
    return Mark(ORGANISATION, holder, number, picture, width, box=box)


def attachment(holder: str, *, symbol: str, number: str = "", box: Box | None = None) -> Mark:
    """On an attachment that is a file of its own: the document's number and symbol, top right of the first page."""
    return Mark(ATTACHMENT, holder, number, lines=(symbol,), box=box)


def electronic_copy(holder: str, *, form: str, number: str = "", box: Box | None = None) -> Mark:
    """On an electronic copy: its form ("SAO Y", "SAO LỤC", "TRÍCH SAO") and the copying office, top right of page 1."""
    return Mark(COPY, holder, number, lines=(form, holder), box=box)


@cache
def placements() -> dict[str, Placement]:
    """The table of placement by code."""
    text = files("soxa.documents").joinpath("tables", "signature_placement.csv").read_text(encoding="utf-8")
    rows = [Placement(**row) for row in csv.DictReader(text.splitlines())]
    return {row.code: row for row in rows}


def shows_picture(mark: Mark) -> bool:
    """Whether the table gives this kind of signature a picture."""
    return placements()[mark.kind].graphic != "no image"


def picture_of(mark: Mark) -> Image.Image:
    """The picture, opened. Raises BadMark when it is no PNG or hides what lies beneath."""
    try:
        image = Image.open(BytesIO(mark.picture))
        image.load()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise BadMark(_("Hình chữ ký, con dấu phải là tệp PNG nền trong suốt.")) from error
    if image.format != "PNG" or not image.has_transparency_data:
        raise BadMark(
            _("Hình chữ ký, con dấu phải là tệp PNG nền trong suốt; tệp này không có nền trong suốt.")
        )
    return image


def natural_size(mark: Mark) -> tuple[float, float]:
    """Width and height of the picture on paper, in points."""
    image = picture_of(mark)
    if mark.width:
        width = mark.width * POINTS_PER_MM
        return width, width * image.height / image.width
    across, down = image.info.get("dpi", (DOTS_PER_INCH, DOTS_PER_INCH))
    return image.width * 72 / float(across), image.height * 72 / float(down)
