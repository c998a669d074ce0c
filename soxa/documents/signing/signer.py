"""Signs a PDF: PAdES as one incremental update, the bytes before it untouched; nothing half-signed comes out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError
from pyhanko_certvalidator.errors import InsufficientRevinfoError, PathBuildingError, ValidationError
from pyhanko_certvalidator.policy_decl import RevocationCheckingRule

from soxa.documents.signing.chain import in_words
from soxa.documents.signing.clock import now
from soxa.documents.signing.devices import told_when_gone
from soxa.documents.signing.fields import OURS, fields_of
from soxa.documents.signing.marks import ATTACHMENT, COPY, ORGANISATION, PERSONAL, Mark
from soxa.documents.signing.placing import place_of
from soxa.documents.signing.reading import opened, told_when_broken
from soxa.documents.signing.stamps import style_of
from soxa.documents.signing.tokens import Token, TokenTrouble
from soxa.documents.signing.trust import Trust
from soxa.kernel.refusal import Refused

FIELD_NAMES = {
    PERSONAL: "ChuKyCaNhan",
    ORGANISATION: "ChuKyCoQuan",
    ATTACHMENT: "ChuKyPhuLuc",
    COPY: "ChuKyBanSao",
}
_EITHER = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED
_TOGETHER = DSSContentSettings(include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE)


class NoStamp(Refused, ValueError):
    """The time-stamping service does not answer, or its answer cannot be used."""


class NotSigned(Refused, ValueError):
    """The file does not let itself be signed; the text says why."""


@dataclass(frozen=True)
class Signed:
    """The signed file. `level`: "B-B" (no time stamp), "B-T" (time stamp), "B-LT" (and revocation data inside)."""

    content: bytes
    level: str
    field: str
    signed_at: datetime


def stamping_service(url: str, *, user: str = "", password: str = "", seconds: int = 10) -> TimeStamper:
    """A time-stamping service on the network (RFC 3161), to be handed to `sign`."""
    return HTTPTimeStamper(url, timeout=seconds, auth=(user, password) if user else None)


def sign(
    content: bytes,
    token: Token,
    mark: Mark,
    *,
    timestamper: TimeStamper | None = None,
    revocation: Trust | None = None,
) -> Signed:
    """The file with one more signature, shown as the mark says; it begins with the very bytes handed in.

    `revocation` holds the roots and the revocation data to embed; when given, it must vouch for the signer's and the
    stamping service's whole chains. An office's signature locks the fields of number and day.
    Raises Unreadable, TokenTrouble (TokenGone when the device went away), BadMark, NoPlace, NoStamp, NotSigned.
    """
    at = now()
    reader = opened(content)
    token.check(mark.holder, number=mark.number, at=at)
    with told_when_broken():
        box = place_of(content, reader, mark)
        name = _field(reader, mark)
        style = style_of(mark, box, at)
        writer = IncrementalPdfFileWriter(BytesIO(content), strict=reader.strict)
    spec = SigFieldSpec(
        name,
        on_page=box.page,
        box=_corners(box.corners),
        field_mdp_spec=_lock(reader, mark),
        readable_field_name=mark.holder,
    )
    signer = PdfSigner(
        _settings(name, mark, revocation, at),
        token.signer,
        timestamper=timestamper,
        stamp_style=style,
        new_field_spec=spec,
    )
    with _in_words(token):
        made = bytes(signer.sign_pdf(writer).getbuffer())
    if not made.startswith(content):
        raise NotSigned(_("Tệp đã ký không bắt đầu bằng bản gốc; đã bỏ kết quả, chưa ký gì."))
    return Signed(made, _level(timestamper, revocation), name, at)


def _level(timestamper: TimeStamper | None, revocation: Trust | None) -> str:
    if timestamper is None:
        return "B-B"
    return "B-T" if revocation is None else "B-LT"


def _settings(name: str, mark: Mark, revocation: Trust | None, at: datetime) -> PdfSignatureMetadata:
    context = revocation.context(at, signer=_EITHER, authorities=_EITHER) if revocation else None
    return PdfSignatureMetadata(
        field_name=name,
        md_algorithm="sha256",
        name=mark.holder,
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=revocation is not None,
        validation_context=context,
        signer_key_usage=set(),
        dss_settings=_TOGETHER,
    )


def _field(reader: Any, mark: Mark) -> str:
    """A name for the new field that is not taken."""
    taken = {name for name, _field in fields_of(reader)}
    name, number = FIELD_NAMES[mark.kind], 1
    while f"{name}{number}" in taken:
        number += 1
    return f"{name}{number}"


def _lock(reader: Any, mark: Mark) -> FieldMDPSpec | None:
    """An office's signature ends the filling of number and day."""
    ours = sorted(OURS & {name for name, _field in fields_of(reader)})
    return FieldMDPSpec(FieldMDPAction.INCLUDE, ours) if mark.kind == ORGANISATION and ours else None


def _corners(corners: tuple[float, ...]) -> Any:
    return tuple(round(side, 2) for side in corners)


@contextmanager
def _in_words(token: Token) -> Iterator[None]:
    """Errors of signing as refusals in words."""
    try:
        with told_when_gone():
            yield
    except TimestampRequestError as error:
        raise NoStamp(_("Không lấy được dấu thời gian: dịch vụ không trả lời. Chưa ký gì.")) from error
    except (SigningError, PathBuildingError, ValidationError) as error:
        raise _refusal(error, token) from error
    except OSError as error:
        raise NoStamp(_("Không lấy được dấu thời gian: dịch vụ không trả lời. Chưa ký gì.")) from error


def _refusal(error: Exception, token: Token) -> Refused:
    cause = error.__cause__ if isinstance(error, SigningError) else error
    if isinstance(cause, InsufficientRevinfoError):
        return NotSigned(
            _("Thiếu dữ liệu thu hồi (CRL, OCSP) còn hạn của chứng thư để kèm vào chữ ký. Chưa ký gì.")
        )
    if isinstance(cause, PathBuildingError | ValidationError):
        words = in_words(cause, token.certificate)
        return TokenTrouble(_("%(reason)s Chưa ký gì.") % {"reason": words})
    return NotSigned(_("Văn bản không cho ký thêm (đã khóa sau chữ ký trước). Chưa ký gì."))
