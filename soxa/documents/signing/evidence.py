"""What a file brings along to check its signatures: certificates, revocation data, and proof of when it was signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms, x509
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore, EmbeddedPdfSignature
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.generic_cms import (
    extract_certs_for_validation,
    extract_tst_data_iter,
    message_imprint_checker,
    validate_tst_signed_data,
)
from pyhanko.sign.validation.status import SignatureCoverageLevel

from soxa.documents.signing.chain import standing
from soxa.documents.signing.clock import CLOCKS_DIFFER, with_zone
from soxa.documents.signing.trust import Trust


@dataclass(frozen=True)
class Proof:
    """The moment by which a signature is proven to have existed; `stamped` when a trusted time stamp says so.

    `checked`: revocation data of the stamping service's whole chain was at hand.
    """

    moment: datetime
    stamped: bool
    reasons: tuple[str, ...] = ()
    checked: bool = False


def with_evidence(trust: Trust, reader: PdfFileReader, signatures: Iterable[EmbeddedPdfSignature]) -> Trust:
    """The trust with certificates and revocation data that stand in the file; roots stay those handed in."""
    between = [certificate for one in signatures for certificate in _inside(one.signed_data)]
    crls: list[bytes] = []
    ocsps: list[bytes] = []
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return trust.with_evidence(between=between)
    between += list(store.load_certs())
    crls += [one.get_object().data for one in store.crls]
    ocsps += [one.get_object().data for one in store.ocsps]
    return trust.with_evidence(between=between, crls=crls, ocsps=ocsps)


def _inside(signed: cms.SignedData) -> list[x509.Certificate]:
    found = extract_certs_for_validation(signed)
    return [found.signer_cert, *found.other_certs]


async def proven_at(
    signature: EmbeddedPdfSignature, stamps: list[EmbeddedPdfSignature], trust: Trust, at: datetime
) -> Proof:
    """The earliest trusted time stamp on the signature or over it in the file; else the moment asked for."""
    found = [
        await _stamp(signed, trust, message_imprint_checker(signature.signer_info))
        for signed in extract_tst_data_iter(signature.signer_info, signed=False)
    ]
    over = [proof for stamp in stamps for proof in await _over(stamp, signature, trust)]
    believed = [one for one in (*found, *over) if one.stamped and one.moment <= at + CLOCKS_DIFFER]
    if believed:
        return min(believed, key=lambda one: one.moment)
    reasons = tuple(words for one in found for words in one.reasons)
    return Proof(at, False, reasons or (_("Giờ ký do máy của người ký tự ghi, không có dấu thời gian."),))


async def _over(stamp: EmbeddedPdfSignature, signature: EmbeddedPdfSignature, trust: Trust) -> list[Proof]:
    if stamp.signed_revision <= signature.signed_revision:
        return []
    stamp.compute_integrity_info()
    if stamp.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return []
    return [await _stamp(stamp.signed_data, trust, stamp.compute_digest)]


async def _stamp(signed: cms.SignedData, trust: Trust, imprint: Any) -> Proof:
    """The moment of a time stamp that can be believed, or why it cannot."""
    try:
        moment = with_zone(signed["encap_content_info"]["content"].parsed["gen_time"].native)
        between = trust.with_evidence(between=_inside(signed))
        status = await validate_tst_signed_data(signed, between.context(moment), imprint)
        authority = extract_certs_for_validation(signed).signer_cert
    except Exception:  # bytes of others
        return _disbelieved(_("Dấu thời gian hỏng, không đọc được."))
    if not (status["intact"] and status["valid"]):
        return _disbelieved(_("Dấu thời gian không thuộc về chữ ký này hoặc đã bị sửa."))
    stands = await standing(authority, between, moment, stamps=True)
    if not (stands.good and stands.trusted):
        return _disbelieved(_("Dấu thời gian do nơi không được tin cấp."))
    return Proof(moment, True, checked=stands.checked)


def _disbelieved(words: str) -> Proof:
    return Proof(datetime.max.replace(tzinfo=UTC), False, (words,))
