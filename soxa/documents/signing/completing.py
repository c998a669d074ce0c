"""Gives a signed file later what its signatures lacked: revocation data, then a time stamp over the whole."""

import asyncio
from io import BytesIO

from asn1crypto import crl, ocsp, x509
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko.sign.validation import DocumentSecurityStore

from soxa.documents.signing import levels
from soxa.documents.signing.chain import standing
from soxa.documents.signing.clock import now
from soxa.documents.signing.evidence import with_evidence
from soxa.documents.signing.fetching import fetched
from soxa.documents.signing.means import Wishes, answering
from soxa.documents.signing.reading import opened, told_when_broken
from soxa.documents.signing.signer import NoStamp
from soxa.documents.signing.trust import Trust
from soxa.documents.signing.verdict import Verdict, verdicts
from soxa.kernel.refusal import Refused


class NotCompleted(Refused, ValueError):
    """What was added did not bring every signature to the highest level; the file stays as it was."""


def complete(content: bytes, wishes: Wishes) -> tuple[bytes, tuple[Verdict, ...]]:
    """The file with what it takes for every signature to be of level B-LT, and the verdicts on it; it begins with the bytes given.

    All is one honest update after the last signature, so each stays good. Raises NoStamp when the time-stamping service
    is not set or does not answer, NotCompleted when something else is missing; Unreadable for a broken file.
    """
    made = asyncio.run(_completed(content, wishes))
    told = verdicts(made, wishes.trust)
    before = verdicts(content, wishes.trust)
    kept = [(one.good, one.signer) for one in before] == [(one.good, one.signer) for one in told]
    if not made.startswith(content) or not kept or levels.lowest(one.level for one in told) != levels.B_LT:
        raise NotCompleted(_("Chưa đủ dữ liệu thu hồi còn hạn để bổ sung vào chữ ký."))
    return made, told


async def _completed(content: bytes, wishes: Wishes) -> bytes:
    stamper, authority, chain = await answering(wishes.stamper)
    if stamper is None or authority is None:
        raise NoStamp(levels.reason(levels.SILENT))
    reader = opened(content)
    with told_when_broken():
        signatures = [one for one in reader.embedded_signatures if one.sig_object_type != "/DocTimeStamp"]
        trust = with_evidence(wishes.trust, reader, signatures).with_evidence(between=chain)
    signers = list({one.signer_cert.dump(): one.signer_cert for one in signatures}.values())
    trust = await _gathered(trust, signers, authority, wishes.fetch_seconds)
    writer = IncrementalPdfFileWriter(BytesIO(content), strict=reader.strict)
    _embed(writer, trust.about(*signers, authority))
    try:
        out = await PdfTimeStamper(stamper).async_timestamp_pdf(writer, "sha256")
    except (TimestampRequestError, OSError) as error:
        raise NoStamp(levels.reason(levels.SILENT)) from error
    return bytes(out.getbuffer())


async def _gathered(
    trust: Trust, signers: list[x509.Certificate], authority: x509.Certificate, seconds: int
) -> Trust:
    """The trust with what the network answers, where it may be asked. Raises NotCompleted when it is not enough."""
    for certificate in (*signers, authority):
        stamps = certificate is authority
        if seconds and trust.roots:
            trust = await fetched(trust, certificate, seconds, stamps=stamps)
        stands = await standing(certificate, trust, now(), stamps=stamps)
        if not (stands.good and stands.trusted and stands.checked):
            raise NotCompleted(stands.reasons[0])
    return trust


def _embed(writer: IncrementalPdfFileWriter, trust: Trust) -> None:
    """Certificates and revocation data into the file, in one update with the time stamp that follows."""
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,
        certs=list(trust.between),
        ocsps=[ocsp.OCSPResponse.load(one) for one in trust.ocsps],
        crls=[crl.CertificateList.load(one) for one in trust.crls],
    )
