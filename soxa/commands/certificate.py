"""The certificate of `soxa serve --tls`: one the office gives, or one this machine signs for itself."""

import ipaddress
import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from soxa.commands.opening import Trouble

LASTS = timedelta(days=397)  # browsers take no longer one
RENEWED = timedelta(days=30)
SLOW_CLOCKS = timedelta(days=1)
_BEGIN = b"-----BEGIN CERTIFICATE-----"


@dataclass(frozen=True)
class Certificate:
    """What the server shows: its files, its fingerprint, its last day; `own` when this machine signed it."""

    cert: Path
    key: Path
    fingerprint: str
    until: datetime
    own: bool
    said: str = ""


def names_of_machine(*more: str) -> list[str]:
    """Names and addresses by which the machine may be called, asked of nobody outside it; `more` come first.

    Of IPv6 only what is asked for: machines change such addresses every day, and each change would be a new certificate.
    """
    host = socket.gethostname()
    found = [*more, host, socket.getfqdn(host), "localhost", "127.0.0.1", "::1", *_addresses(host)]
    return list(dict.fromkeys(name for name in map(_plain, found) if name))


def _plain(name: str) -> str:
    """A name as certificates write it; empty for "every address" and for what is no name."""
    bare = name.strip("[]").lower()
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        with suppress(UnicodeError):
            return bare.encode("idna").decode()
        return ""
    return "" if address.is_unspecified else str(address)


def _addresses(host: str) -> list[str]:
    found = []
    with suppress(OSError):
        found += [str(one[4][0]) for one in socket.getaddrinfo(host, None, socket.AF_INET)]
    # which address would be used for the network; no packet is sent
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        found.append(str(probe.getsockname()[0]))
    return found


def own_certificate(place: Path, names: list[str], *, now: datetime | None = None) -> Certificate:
    """The certificate kept in `place` (mode 600), made anew when absent, near its end, or silent about a name."""
    day = now or datetime.now(UTC)
    said = _why_anew(place, names, day)
    if said:
        _write(place, _made(names, day))
    held = _read_certificate(place)
    return Certificate(place, place, _fingerprint(held), held.not_valid_after_utc, own=True, said=said)


def _why_anew(place: Path, names: list[str], now: datetime) -> str:
    if not place.exists():
        return "Đã tạo chứng thư tự ký cho máy này."
    try:
        held, key = _read_certificate(place), _read_key(place)
    except Trouble:
        return "Chứng thư cũ không đọc được; đã tạo chứng thư mới."
    if held.public_key() != key.public_key():
        return "Chứng thư cũ không khớp khóa; đã tạo chứng thư mới."
    if held.not_valid_after_utc - now < RENEWED:
        return f"Chứng thư cũ hết hạn ngày {held.not_valid_after_utc:%d/%m/%Y}; đã tạo chứng thư mới, các máy phải chấp nhận lại."
    missing = [name for name in names if name not in _names_in(held)]
    if missing:
        return f"Máy có tên hoặc địa chỉ mới ({', '.join(missing)}); đã tạo chứng thư mới, các máy phải chấp nhận lại."
    return ""


def given_certificate(cert: Path, key: Path, names: list[str], *, now: datetime | None = None) -> Certificate:
    """The office's certificate with its key; Trouble in words when they cannot be used."""
    day = now or datetime.now(UTC)
    held, secret = _read_certificate(cert), _read_key(key)
    if held.public_key() != secret.public_key():
        raise Trouble(f"Khóa {key} không phải khóa của chứng thư {cert}. Chọn đúng một cặp.")
    if held.not_valid_after_utc < day:
        raise Trouble(
            f"Chứng thư {cert} đã hết hạn ngày {held.not_valid_after_utc:%d/%m/%Y}. Xin cấp chứng thư mới, "
            "hoặc chạy không có --cert để dùng chứng thư tự ký."
        )
    if held.not_valid_before_utc > day:
        raise Trouble(
            f"Chứng thư {cert} có hiệu lực từ ngày {held.not_valid_before_utc:%d/%m/%Y}, máy đang là ngày "
            f"{day:%d/%m/%Y}. Xem lại đồng hồ của máy."
        )
    until = held.not_valid_after_utc
    said = f"Chứng thư sắp hết hạn: ngày {until:%d/%m/%Y}." if until - day < RENEWED else ""
    if not set(names) & _names_in(held):
        said = f"{said} Chứng thư không ghi tên hay địa chỉ nào của máy này; trình duyệt sẽ cảnh báo.".strip()
    return Certificate(cert, key, _fingerprint(held), until, own=False, said=said)


def _read_certificate(place: Path) -> x509.Certificate:
    held = place.read_bytes()
    try:  # the first is the server's; those that vouch for it follow
        return x509.load_pem_x509_certificate(held[held.index(_BEGIN) :])
    except ValueError as error:
        raise Trouble(f"{place} không phải tệp chứng thư dạng PEM (-----BEGIN CERTIFICATE-----).") from error


def _read_key(place: Path) -> PrivateKeyTypes:
    try:
        return load_pem_private_key(place.read_bytes(), password=None)
    except TypeError as error:
        raise Trouble(
            f"Khóa {place} có mật khẩu; máy chủ không gõ được. Bỏ mật khẩu của khóa trước."
        ) from error
    except ValueError as error:
        raise Trouble(f"{place} không phải tệp khóa dạng PEM (-----BEGIN PRIVATE KEY-----).") from error


def _names_in(held: x509.Certificate) -> set[str]:
    try:
        names = held.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return set()
    dns = names.get_values_for_type(x509.DNSName)
    return {*map(str.lower, dns), *map(str, names.get_values_for_type(x509.IPAddress))}


def _fingerprint(held: x509.Certificate) -> str:
    text = held.fingerprint(hashes.SHA256()).hex().upper()
    return ":".join(text[at : at + 2] for at in range(0, len(text), 2))


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _made(names: list[str], now: datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"So Xa {names[0]}"[:64])])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SLOW_CLOCKS)
        .not_valid_after(now - SLOW_CLOCKS + LASTS)
        .add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    written = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    return written + made.public_bytes(serialization.Encoding.PEM)


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = place.with_name(f"{place.name}.{os.getpid()}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    fresh.replace(place)
