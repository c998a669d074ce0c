"""Revocation data asked for on the network, where the office has said that it may be; a silent answer is no answer."""

from contextlib import suppress

from asn1crypto import crl, ocsp, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from soxa.documents.signing.trust import Trust

_EITHER = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED


async def fetched(
    trust: Trust, certificate: x509.Certificate, seconds: int, *, stamps: bool = False
) -> Trust:
    """The trust with what the authorities of this certificate's chain answer, each within so many seconds.

    The certificate itself says where to ask (CRL, OCSP). Nothing is raised: what could not be had is not in it.
    """
    context = ValidationContext(
        trust_roots=list(trust.roots),
        other_certs=list(trust.between),
        allow_fetching=True,
        fetcher_backend=RequestsFetcherBackend(per_request_timeout=seconds),
        crls=[crl.CertificateList.load(one) for one in trust.crls],
        ocsps=[ocsp.OCSPResponse.load(one) for one in trust.ocsps],
        revinfo_policy=CertRevTrustPolicy(RevocationCheckingPolicy(_EITHER, _EITHER)),
    )
    validator = CertificateValidator(certificate, validation_context=context)
    with suppress(
        Exception
    ):  # whatever the network answers; what is missing is told by who looks at the trust
        await validator.async_validate_usage(set(), {"time_stamping"} if stamps else None)
    return Trust(
        trust.roots,
        trust.between,
        tuple({one.dump(): None for one in context.crls}),
        tuple({one.dump(): None for one in context.ocsps}),
    )
