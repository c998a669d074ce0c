"""What a signature is made with at this moment: the time-stamping service that answers, the revocation data at hand."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import x509
from django.utils.translation import gettext as _
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.sign.timestamps.common_utils import extract_ts_certs
from pyhanko_certvalidator.registry import SimpleCertificateStore

from soxa.documents.signing import levels
from soxa.documents.signing.chain import Standing, standing
from soxa.documents.signing.clock import now
from soxa.documents.signing.fetching import fetched
from soxa.documents.signing.signer import NoStamp, NotSigned
from soxa.documents.signing.tokens import Token, TokenTrouble
from soxa.documents.signing.trust import Trust


@dataclass(frozen=True)
class Wishes:
    """What the office has set: whom it trusts, its time-stamping service, seconds to fetch revocation data in (0: never).

    `lower`: sign at a lower level and say so when something is missing; otherwise nothing is signed then.
    """

    trust: Trust = field(default_factory=Trust)
    stamper: TimeStamper | None = None
    fetch_seconds: int = 0
    lower: bool = True


@dataclass(frozen=True)
class Means:
    """To be handed to `sign`: `stamper` and `evidence` when they are good; `held_back`: codes of what is missing."""

    stamper: TimeStamper | None = None
    evidence: Trust | None = None
    held_back: tuple[str, ...] = ()


def means_of(token: Token, wishes: Wishes) -> Means:
    """What this key can be signed with now, asked once for a whole list.

    Raises TokenTrouble for a certificate that is revoked or out of its days, NoStamp or NotSigned for what is missing
    where the office does not sign at a lower level.
    """
    found = asyncio.run(_found(token, wishes))
    missing = [code for code in found.held_back if code not in levels.SET_SO]
    if missing and not wishes.lower:
        kind = NoStamp if missing[0] in (levels.SILENT, levels.BAD_STAMPER) else NotSigned
        raise kind(_("{why} Chưa ký gì.").format(why=" ".join(map(levels.reason, missing))))
    return found


async def _found(token: Token, wishes: Wishes) -> Means:
    at, trust = now(), wishes.trust.with_evidence(between=token.signer.cert_registry)
    stamper, authority, chain = await answering(wishes.stamper)
    trust = trust.with_evidence(between=chain)
    if wishes.fetch_seconds and trust.roots:
        trust = await fetched(trust, token.certificate, wishes.fetch_seconds)
        if authority:
            trust = await fetched(trust, authority, wishes.fetch_seconds, stamps=True)
    held_back = [*_of_signer(await standing(token.certificate, trust, at), trust)]
    if wishes.stamper is None:
        held_back.append(levels.NO_SERVICE)
    elif authority is None:
        held_back.append(levels.SILENT)
    elif trust.roots:
        stands = await standing(authority, trust, at, stamps=True)
        held_back += _of_stamper(stands)
        stamper = None if levels.BAD_STAMPER in held_back else stamper
    about = trust.about(token.certificate, *([authority] if authority else []))
    return Means(stamper, None if held_back else about, tuple(held_back))


def _of_signer(stands: Standing, trust: Trust) -> list[str]:
    if not stands.good:
        raise TokenTrouble(_("{why} Chưa ký gì.").format(why=stands.reasons[0]))
    if not trust.roots:
        return [levels.NO_ROOTS]
    if not stands.trusted:
        return [levels.UNKNOWN]
    return [] if stands.checked else [levels.UNCHECKED]


def _of_stamper(stands: Standing) -> list[str]:
    if not (stands.good and stands.trusted):
        return [levels.BAD_STAMPER]
    return [] if stands.checked else [levels.STAMPER_UNCHECKED]


async def answering(
    stamper: TimeStamper | None,
) -> tuple[TimeStamper | None, x509.Certificate | None, list[x509.Certificate]]:
    """(the service, its certificate, those that came along), or nothing where none is set or it does not answer."""
    if stamper is None:
        return None, None, []
    store = SimpleCertificateStore()
    try:
        answer = await stamper.async_dummy_response("sha256")
        authority = list(extract_ts_certs(answer, store))[0]
    except (TimestampRequestError, OSError, ValueError, IndexError):
        return None, None, []
    return stamper, authority, list(store)


def answers(stamper: TimeStamper, trust: Trust, at: datetime) -> str:
    """What is wrong with the time-stamping service now, in words; empty when it answers and is trusted."""
    return asyncio.run(_asked(stamper, trust, at))


async def _asked(stamper: TimeStamper, trust: Trust, at: datetime) -> str:
    _service, authority, chain = await answering(stamper)
    if authority is None:
        return levels.reason(levels.SILENT)
    if not trust.roots:
        return ""
    stands = await standing(authority, trust.with_evidence(between=chain), at, stamps=True)
    return next((levels.reason(code) for code in _of_stamper(stands)), "")
