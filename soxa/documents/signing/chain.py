"""A certificate at a moment: in its days, not revoked, leading to a trusted root; each answered apart and in words."""

from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509
from django.utils.translation import gettext as _
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    InsufficientRevinfoError,
    NotYetValidError,
    PathBuildingError,
    PathValidationError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.policy_decl import RevocationCheckingRule

from soxa.documents.signing.clock import day
from soxa.documents.signing.subjects import subject_of
from soxa.documents.signing.trust import Trust

SIGNING_USES = {"digital_signature", "non_repudiation"}
_EITHER = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED


@dataclass(frozen=True)
class Standing:
    """How a certificate stands at a moment.

    `good`: inside its days, meant for signing and not known to be revoked; `trusted`: leads to a trusted root;
    `checked`: revocation could be looked up; `reasons`: what is wrong or unknown, in words.
    """

    good: bool
    trusted: bool
    checked: bool
    reasons: tuple[str, ...]


async def standing(
    certificate: x509.Certificate, trust: Trust, moment: datetime, *, stamps: bool = False
) -> Standing:
    """How the certificate stands at the moment; `stamps` asks for one that may give time stamps."""
    faults = [*_out_of_days(certificate, moment), *([] if stamps else _not_for_signing(certificate))]
    if await _beyond_doubt(certificate, trust, moment, stamps=stamps):
        return Standing(not faults, True, True, tuple(faults))
    problem = await _problem(certificate, trust, moment, stamps=stamps)
    if problem:
        return Standing(not faults, False, False, (*faults, *([] if faults else [problem])))
    revoked, checked = await _revocation(certificate, trust, moment)
    words = (*faults, *([revoked] if revoked else []), *([] if checked or revoked else [unchecked()]))
    return Standing(not faults and not revoked, not revoked, checked, words)


def unchecked() -> str:
    """What is said when no revocation data is at hand."""
    return _("Không kiểm được thu hồi ngoại tuyến: tệp không kèm dữ liệu thu hồi còn hạn của chứng thư.")


def _out_of_days(certificate: x509.Certificate, moment: datetime) -> list[str]:
    subject = subject_of(certificate)
    if moment < subject.since:
        return [
            _("Chứng thư chưa có hiệu lực khi ký: bắt đầu từ ngày %(day)s.") % {"day": day(subject.since)}
        ]
    if moment > subject.until:
        return [_("Chứng thư hết hạn ngày %(day)s.") % {"day": day(subject.until)}]
    return []


def _not_for_signing(certificate: x509.Certificate) -> list[str]:
    uses = certificate.key_usage_value
    if uses is None or set(uses.native) & SIGNING_USES:
        return []
    return [_("Chứng thư không được cấp để ký (thiếu mục đích ký số).")]


async def _beyond_doubt(
    certificate: x509.Certificate, trust: Trust, moment: datetime, *, stamps: bool
) -> bool:
    """Whether a good chain leads to a trusted root and nothing of it is revoked, all in one look; no says nothing yet."""
    if not (trust.crls or trust.ocsps):
        return False
    try:
        await _validated(certificate, trust, moment, (_EITHER, _EITHER), stamps=stamps)
    except (PathBuildingError, ValidationError):
        return False
    return True


async def _problem(certificate: x509.Certificate, trust: Trust, moment: datetime, *, stamps: bool) -> str:
    """Why no good chain leads to a trusted root; empty when one does. Revocation is asked elsewhere."""
    try:
        await _validated(certificate, trust, moment, (None, None), stamps=stamps)
    except (PathBuildingError, ValidationError) as error:
        return in_words(error, certificate)
    return ""


async def _validated(
    certificate: x509.Certificate,
    trust: Trust,
    moment: datetime,
    rules: tuple[RevocationCheckingRule | None, RevocationCheckingRule | None],
    *,
    stamps: bool = False,
) -> None:
    signer, authorities = (rule or RevocationCheckingRule.NO_CHECK for rule in rules)
    context = trust.context(moment, signer=signer, authorities=authorities)
    validator = CertificateValidator(certificate, validation_context=context)
    await validator.async_validate_usage(set(), {"time_stamping"} if stamps else None)


async def _revocation(certificate: x509.Certificate, trust: Trust, moment: datetime) -> tuple[str, bool]:
    """(why the certificate or an authority above it is revoked, or nothing; whether all of them could be looked up)."""
    checked = True
    for rules in ((_EITHER, None), (None, _EITHER)):
        try:
            await _validated(certificate, trust, moment, rules)
        except RevokedError as error:
            return _revoked(error), True
        except (InsufficientRevinfoError, PathBuildingError, ValidationError):
            checked = False
    return "", checked


def _revoked(error: RevokedError) -> str:
    if error.is_ee_cert:
        return _("Chứng thư đã bị thu hồi ngày %(day)s, trước khi ký.") % {"day": day(error.revocation_dt)}
    return _("Chứng thư của tổ chức chứng thực đã bị thu hồi ngày %(day)s, trước khi ký.") % {
        "day": day(error.revocation_dt)
    }


def in_words(error: Exception, certificate: x509.Certificate) -> str:
    """What is wrong with a certificate or the chain above it."""
    match error:
        case RevokedError():
            return _revoked(error)
        case ExpiredError():
            return _("Chứng thư của tổ chức chứng thực hết hạn ngày %(day)s.") % {
                "day": day(error.expired_dt)
            }
        case NotYetValidError():
            return _("Chứng thư của tổ chức chứng thực chưa có hiệu lực khi ký.")
        case DisallowedAlgorithmError():
            return _("Chứng thư được ký bằng thuật toán yếu, không còn được tin.")
        case PathValidationError() if error.is_ee_cert:
            return _(
                "Chứng thư không hợp lệ: chữ ký của tổ chức chứng thực trên chứng thư không đúng hoặc sai mục đích."
            )
        case PathValidationError():
            return _("Chuỗi chứng thư không hợp lệ: có chứng thư trung gian không đúng.")
    return _("Chứng thư không dẫn tới tổ chức chứng thực nào được tin (nơi cấp: %(issuer)s).") % {
        "issuer": subject_of(certificate).issuer
    }
