"""Checks every signature of a PDF and answers each question apart, with reasons in words."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from soxa.documents.signing.aftermath import POLICY, Aftermath, aftermath
from soxa.documents.signing.chain import Standing, standing
from soxa.documents.signing.clock import CLOCKS_DIFFER, day, now, with_zone
from soxa.documents.signing.evidence import Proof, proven_at, with_evidence
from soxa.documents.signing.fields import at as value_at
from soxa.documents.signing.fields import is_seen
from soxa.documents.signing.levels import B_B, B_LT, B_T
from soxa.documents.signing.reading import opened, told_when_broken
from soxa.documents.signing.subjects import Subject, subject_of
from soxa.documents.signing.trust import Trust

WEAK = {"md5", "sha1"}
Trusts = tuple[Trust, Trust]  # with all that the office keeps, and with its roots alone
PAST_SUBFILTERS = {"/adbe.pkcs7.sha1", "/adbe.x509.rsa_sha1"}


@dataclass(frozen=True)
class Verdict:
    """One signature, each question answered apart.

    - `intact`: the bytes it covers are as they were when signed.
    - `valid`: intact, the cryptography right, and the certificate in its days and not known to be revoked at the
      moment the signature is proven to have existed: its time stamp, else the moment asked for.
    - `trusted`: the certificate leads to a root that was handed in, nothing in the chain revoked.
    - `whole_file`: it covers the whole file, or what followed is only what an office adds honestly, told in `later`
      (number and day into our blank fields, further signatures, time stamps, data to check certificates). A trusted
      signature stops being so when a later visible signature is not valid and trusted as well.
    - `signed_at` is the time stamp's moment when `timestamped`, else the one the signer's own machine wrote (or None).
    - `kind`: "personal", "organisation", or empty when the certificate does not tell.
    - `revocation_checked`: revocation data of the whole chain was at hand.
    - `level`: how far it can be proven with the file alone: "B-B", "B-T", "B-LT"; empty for one that cannot be read.
    - `reasons`: what is wrong or cannot be known, in words; empty when all is well.
    """

    field: str
    intact: bool
    valid: bool
    trusted: bool
    whole_file: bool
    signer: str = ""
    organisation: str = ""
    numbers: tuple[str, ...] = ()
    kind: str = ""
    signed_at: datetime | None = None
    timestamped: bool = False
    revocation_checked: bool = False
    level: str = ""
    later: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether every question is answered with yes."""
        return self.intact and self.valid and self.trusted and self.whole_file


@dataclass(frozen=True)
class _Look:
    """A verdict on the way, with what later passes need."""

    verdict: Verdict
    revision: int = -1
    seen: bool = False


def verdicts(content: bytes, trust: Trust, *, at: datetime | None = None) -> tuple[Verdict, ...]:
    """Every signature of the file, oldest first; time stamps over the document count as proof, not as signatures.

    `at` is a moment by which the file is known to have existed (when it was received, say), with its zone; now when
    left out. Raises Unreadable when the file is no PDF, encrypted or broken; bad signatures never raise.
    """
    reader = opened(content)
    moment = with_zone(at) if at else now()
    with told_when_broken():
        looks = asyncio.run(_looks(content, reader, trust, moment))
    return tuple(_beside_the_others(one, looks) for one in looks)


async def _looks(content: bytes, reader: PdfFileReader, trust: Trust, at: datetime) -> list[_Look]:
    good, bad = [], []
    for name, value, reference in enumerate_sig_fields(reader, filled_status=True):
        try:
            good.append(EmbeddedPdfSignature(reader, reference, name))
        except Exception:  # whatever a forger wrote there
            bad.append(_Look(_unread(name, value.get_object())))
    signatures = sorted(good, key=lambda one: one.signed_revision)
    stamps = [one for one in signatures if one.sig_object_type == "/DocTimeStamp"]
    # what the file alone can prove is asked with nothing but the roots beside it
    trusts = with_evidence(trust, reader, signatures), with_evidence(Trust(trust.roots), reader, signatures)
    looks = [
        await _look(content, one, stamps, trusts, at)
        for one in signatures
        if one.sig_object_type != "/DocTimeStamp"
    ]
    return looks + bad


def _unread(name: str, value: Any) -> Verdict:
    kind = str(value_at(value, "/SubFilter", ""))
    if kind in PAST_SUBFILTERS:
        words = _("Chữ ký thuộc loại cũ, yếu (%(kind)s), không còn được chấp nhận.") % {
            "kind": kind.lstrip("/")
        }
    else:
        words = _("Chữ ký hỏng: không đọc được.")
    return Verdict(name, False, False, False, False, reasons=(words,))


async def _look(
    content: bytes, signature: EmbeddedPdfSignature, stamps: list[Any], trusts: Trusts, at: datetime
) -> _Look:
    try:
        verdict = await _judged(content, signature, stamps, trusts, at)
    except Exception:  # a broken signature is a bad one, not a reason to stop
        verdict = _unread(signature.field_name, signature.sig_object)
    return _Look(verdict, signature.signed_revision, is_seen(signature.sig_field))


async def _judged(
    content: bytes, signature: EmbeddedPdfSignature, stamps: list[Any], trusts: Trusts, at: datetime
) -> Verdict:
    trust, alone = trusts
    signature.compute_integrity_info(POLICY)
    certificate = signature.signer_cert
    subject = subject_of(certificate)
    intact, right, faults = _cryptography(signature)
    proof = await proven_at(signature, stamps, trust, at)
    stands = await standing(certificate, trust, proof.moment)
    stands = _explained(stands, subject, stamped=proof.stamped)
    after = aftermath(content, signature) if intact else Aftermath(False)
    claimed = proof.moment if proof.stamped else _claimed(signature)
    return Verdict(
        field=signature.field_name,
        intact=intact,
        valid=intact and right and stands.good,
        trusted=intact and right and stands.trusted,
        whole_file=after.whole,
        signer=subject.name,
        organisation=subject.organisation,
        numbers=subject.numbers,
        kind=subject.kind,
        signed_at=claimed,
        timestamped=proof.stamped,
        revocation_checked=stands.checked,
        level=await _level(certificate, proof, alone) if intact and right else "",
        later=after.later,
        reasons=(*faults, *after.faults, *stands.reasons, *proof.reasons, *_in_the_future(claimed, at)),
    )


async def _level(certificate: Any, proof: Proof, alone: Trust) -> str:
    if not proof.stamped:
        return B_B
    within = await standing(certificate, alone, proof.moment)
    return B_LT if within.trusted and within.checked and proof.checked else B_T


def _cryptography(signature: EmbeddedPdfSignature) -> tuple[bool, bool, list[str]]:
    """(bytes as signed, signature made by this key over them with sound algorithms, faults in words)."""
    digest = signature.compute_digest()
    try:
        intact, right = validate_sig_integrity(signature.signer_info, signature.signer_cert, "data", digest)
    except Exception:  # attributes that contradict each other, unknown algorithms
        return False, False, [_("Chữ ký hỏng hoặc bị ghép: các phần của chữ ký không khớp nhau.")]
    faults = []
    if not intact:
        faults.append(_("Tệp bị sửa sau khi ký: nội dung đã ký không còn nguyên vẹn."))
    if not right:
        faults.append(_("Chữ ký không phải do khóa của chứng thư này tạo ra."))
    if signature.md_algorithm in WEAK:
        faults.append(_("Chữ ký dùng hàm băm yếu (%(name)s).") % {"name": signature.md_algorithm.upper()})
    return intact, right and signature.md_algorithm not in WEAK, faults


def _explained(stands: Standing, subject: Subject, *, stamped: bool) -> Standing:
    """With the reason why a certificate that ran out later counts as such: nothing proves the earlier moment."""
    if stands.good or stamped:
        return stands
    words = _(
        "Không có dấu thời gian tin cậy để chứng minh đã ký khi chứng thư còn hiệu lực (đến ngày %(day)s)."
    )
    return replace(stands, reasons=(*stands.reasons, words % {"day": day(subject.until)}))


def _claimed(signature: EmbeddedPdfSignature) -> datetime | None:
    try:
        moment = signature.self_reported_timestamp
    except ValueError:
        return None
    return with_zone(moment) if moment else None


def _in_the_future(claimed: datetime | None, at: datetime) -> Iterable[str]:
    if claimed and claimed > at + CLOCKS_DIFFER:
        yield _("Giờ ký ghi trong chữ ký muộn hơn giờ kiểm tra: đồng hồ máy ký sai hoặc giờ bị khai khống.")


def _beside_the_others(look: _Look, looks: list[_Look]) -> Verdict:
    """A trusted signature does not vouch for pictures that an untrusted later one laid over the page."""
    verdict = look.verdict
    later = [one for one in looks if one.revision > look.revision and one.seen]
    strange = [one.verdict for one in later if not (one.verdict.valid and one.verdict.trusted)]
    if not (verdict.trusted and verdict.whole_file and strange):
        return verdict
    words = _("Sau khi ký có hình được thêm lên trang kèm chữ ký của “%(signer)s” không được tin.")
    told = tuple(words % {"signer": one.signer or one.field} for one in strange)
    return replace(verdict, whole_file=False, reasons=(*verdict.reasons, *told))
