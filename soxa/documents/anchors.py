"""Certificates of authorities that the office trusts and revocation lists it keeps: files of one folder, added and taken away."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from asn1crypto import crl, x509
from cryptography import x509 as checked_x509
from cryptography.exceptions import UnsupportedAlgorithm
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from soxa.documents.signing.subjects import subject_of
from soxa.documents.signing.trust import (
    LIST,
    SUFFIXES,
    BadCertificate,
    Trust,
    certificates,
    is_root,
    revocation_list,
)
from soxa.kernel.access import Actor
from soxa.kernel.flow import record
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused

ROOT, BETWEEN, REVOKED, BROKEN = "root", "between", "list", "broken"
MOST = 20 * 1024 * 1024


@dataclass(frozen=True)
class Anchor:
    """One file: what it is, whom it names (an authority), its days, and the SHA-256 of its bytes by which it is told."""

    path: Path
    kind: str
    names: tuple[str, ...]
    since: datetime | None
    until: datetime | None
    digest: str

    @property
    def title(self) -> str:
        """Whom it names; the name of the file when it cannot be read."""
        return "; ".join(self.names) or self.path.name


def folder() -> Path:
    """Where these files lie; it need not be there."""
    return Path(settings.DATA_DIR) / "trust"


def trusted() -> Trust:
    """Roots, certificates below them and revocation lists of the office; nobody when they cannot be read."""
    try:
        return _read(
            folder(), tuple((one.name, one.stat().st_mtime_ns, one.stat().st_size) for one in _files())
        )
    except (BadCertificate, OSError):
        return Trust()


@lru_cache(maxsize=4)
def _read(place: Path, _files_as_they_are: tuple[tuple[str, int, int], ...]) -> Trust:
    return Trust.in_directory(place)


def _files() -> list[Path]:
    place = folder()
    found = sorted(place.iterdir()) if place.is_dir() else []
    return [one for one in found if one.suffix.lower() in (*SUFFIXES, LIST)]


def anchors() -> list[Anchor]:
    """Every file of the folder: roots first, then those below, then lists, each kind by name."""
    order = (BROKEN, ROOT, BETWEEN, REVOKED)
    return sorted(map(_anchor, _files()), key=lambda one: (order.index(one.kind), one.title))


def _anchor(path: Path) -> Anchor:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    try:
        if path.suffix.lower() == LIST:
            return _of_list(path, crl.CertificateList.load(revocation_list(content)), digest)
        return _of_certificates(path, certificates(content), digest)
    except BadCertificate:
        return Anchor(path, BROKEN, (), None, None, digest)


def _of_certificates(path: Path, found: list[x509.Certificate], digest: str) -> Anchor:
    subjects = [subject_of(one) for one in found]
    kind = ROOT if any(map(is_root, found)) else BETWEEN
    names = tuple(one.name or one.organisation for one in subjects)
    since, until = max(one.since for one in subjects), min(one.until for one in subjects)
    return Anchor(path, kind, names, since, until, digest)


def _of_list(path: Path, found: crl.CertificateList, digest: str) -> Anchor:
    told = found["tbs_cert_list"]
    until = told["next_update"].native if told["next_update"] else None
    return Anchor(path, REVOKED, (_name(found.issuer),), told["this_update"].native, until, digest)


def _name(issuer: x509.Name) -> str:
    return str(issuer.native.get("common_name") or issuer.human_friendly)


def add(content: bytes, actor: Actor, *, on: date) -> list[Entry]:
    """Keep certificates of authorities, or one revocation list, each with its entry; those kept already are left out.

    Raises Refused in words: neither of them, a person's certificate, a list of an authority that is not known, not
    signed by it, or older than the one kept.
    """
    known = {one.digest for one in anchors()}
    try:
        found = [(one, one.dump()) for one in certificates(content)]
    except BadCertificate:
        return _add_list(content, actor, on)
    for certificate, _der in found:
        if not certificate.ca:
            raise Refused(
                _("Chứng thư của “{name}” không phải của tổ chức chứng thực; chỉ đưa vào chứng thư gốc và trung gian.").format(
                    name=subject_of(certificate).name
                )
            )  # fmt: skip
    fresh = {der: one for one, der in found if hashlib.sha256(der).hexdigest() not in known}
    if not fresh:
        raise Refused(_("Sổ đã có chứng thư này."))
    return [
        _keep(der, "crt", ROOT if is_root(one) else BETWEEN, subject_of(one).name, actor, on)
        for der, one in fresh.items()
    ]


def _add_list(content: bytes, actor: Actor, on: date) -> list[Entry]:
    try:
        der = revocation_list(content)
    except BadCertificate as error:
        raise Refused(
            _("Tệp không phải chứng thư số, cũng không phải danh sách thu hồi (CRL), dạng PEM hoặc DER.")
        ) from error
    new = crl.CertificateList.load(der)
    _must_be_of_known(new, der)
    kept = [one for one in anchors() if one.kind == REVOKED and _same_issuer(one, new)]
    since = new["tbs_cert_list"]["this_update"].native
    if any(one.digest == hashlib.sha256(der).hexdigest() for one in kept):
        raise Refused(_("Sổ đã có danh sách thu hồi này."))
    if any(one.since and one.since > since for one in kept):
        raise Refused(
            _("Sổ đang giữ một danh sách thu hồi mới hơn của “{name}”.").format(name=_name(new.issuer))
        )
    with transaction.atomic():
        entry = _keep(der, "crl", REVOKED, _name(new.issuer), actor, on)
        for one in kept:
            one.path.unlink(missing_ok=True)
    return [entry]


def _same_issuer(kept: Anchor, new: crl.CertificateList) -> bool:
    return bool(crl.CertificateList.load(revocation_list(kept.path.read_bytes())).issuer == new.issuer)


def _must_be_of_known(new: crl.CertificateList, der: bytes) -> None:
    trust = trusted()
    issuers = [one for one in (*trust.roots, *trust.between) if one.subject == new.issuer]
    if not issuers:
        raise Refused(
            _("Chưa có chứng thư của “{name}”, nơi phát hành danh sách thu hồi này. Đưa chứng thư ấy vào trước.").format(
                name=_name(new.issuer)
            )
        )  # fmt: skip
    if not any(_signed_by(der, one) for one in issuers):
        raise Refused(_("Danh sách thu hồi không phải do “{name}” ký.").format(name=_name(new.issuer)))


def _signed_by(der: bytes, issuer: x509.Certificate) -> bool:
    key: Any = checked_x509.load_der_x509_certificate(issuer.dump()).public_key()
    try:
        return checked_x509.load_der_x509_crl(der).is_signature_valid(key)
    except (TypeError, ValueError, UnsupportedAlgorithm):
        return False


def _keep(der: bytes, ending: str, kind: str, name: str, actor: Actor, on: date) -> Entry:
    digest = hashlib.sha256(der).hexdigest()
    with transaction.atomic():
        entry = _told("add", digest, kind, name, actor, on)
        folder().mkdir(parents=True, exist_ok=True)
        fresh = folder() / f"{digest[:32]}.{ending}.new"
        fresh.write_bytes(der)
        fresh.replace(fresh.with_suffix(""))
    return entry


def remove(digest: str, actor: Actor, *, on: date) -> Anchor:
    """Take a file away, with its entry. Raises Refused when there is none of this digest."""
    found = next((one for one in anchors() if one.digest == digest), None)
    if found is None:
        raise Refused(_("Chứng thư hoặc danh sách này không còn trong sổ."))
    with transaction.atomic():
        _told("remove", digest, found.kind, found.title, actor, on)
        found.path.unlink(missing_ok=True)
    return found


def _told(step: str, digest: str, kind: str, name: str, actor: Actor, on: date) -> Entry:
    facts = {"kind": kind, "name": name, "digest": digest}
    return record(("trust", step), ("trust", digest[:32]), actor, on=on, unit_id=actor.unit_id, facts=facts)


def running_out(found: Iterable[Anchor], moment: datetime) -> list[Anchor]:
    """Those whose last day is before the moment."""
    return [one for one in found if one.until is not None and one.until < moment]
