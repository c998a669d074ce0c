"""The certificate of the server: made, kept closed, made anew in time; the office's own refused in words when it will not do."""

import hashlib
import socket
import ssl
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from cryptography import x509

from soxa.commands.certificate import (
    LASTS,
    given_certificate,
    names_of_machine,
    own_certificate,
)
from soxa.commands.opening import Trouble
from soxa.commands.serving import _why_not_bound, serve

pytestmark = pytest.mark.apart

NAMES = ["so-xa.dongvai", "localhost", "192.168.1.20", "::1"]
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def split(made, directory):
    """The one file of an own certificate as two, as offices get theirs."""
    held = made.cert.read_text()
    at = held.index("-----BEGIN CERTIFICATE-----")
    cert, key = directory / "xa.crt", directory / "xa.key"
    key.write_text(held[:at])
    cert.write_text(held[at:])
    return cert, key


def test_it_is_made_once_for_the_machine_s_names_and_closed_to_others(tmp_path):
    place = tmp_path / "keys.tls.pem"
    made = own_certificate(place, NAMES, now=NOW)
    assert made.own
    assert "Đã tạo" in made.said
    assert place.stat().st_mode & 0o777 == 0o600
    held = x509.load_pem_x509_certificate(place.read_bytes()[place.read_bytes().index(b"-----BEGIN CERT") :])
    names = held.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["so-xa.dongvai", "localhost"]
    assert [str(one) for one in names.get_values_for_type(x509.IPAddress)] == ["192.168.1.20", "::1"]
    again = own_certificate(place, NAMES[1:], now=NOW + timedelta(days=300))
    assert (again.fingerprint, again.said) == (made.fingerprint, "")


def test_the_fingerprint_is_the_one_a_browser_shows(tmp_path):
    made = own_certificate(tmp_path / "tls.pem", NAMES, now=NOW)
    written = made.cert.read_text()
    der = ssl.PEM_cert_to_DER_cert(written[written.index("-----BEGIN CERTIFICATE-----") :])
    plain = hashlib.sha256(der).hexdigest().upper()
    assert made.fingerprint.replace(":", "") == plain
    ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(made.cert, made.key)


@pytest.mark.parametrize(
    ("later", "names", "told"),
    [
        (LASTS - timedelta(days=32), NAMES, ""),
        (LASTS - timedelta(days=29), NAMES, "hết hạn ngày"),
        (LASTS + timedelta(days=9), NAMES, "hết hạn ngày"),
        (timedelta(days=1), [*NAMES, "192.168.1.77"], "địa chỉ mới (192.168.1.77)"),
    ],
)
def test_it_is_made_anew_in_time(tmp_path, later, names, told):
    first = own_certificate(tmp_path / "tls.pem", NAMES, now=NOW)
    then = own_certificate(tmp_path / "tls.pem", names, now=NOW + later)
    assert told in then.said
    assert (then.fingerprint == first.fingerprint) == (not told)
    assert then.until > NOW + later


def test_a_spoiled_one_is_made_anew(tmp_path):
    place = tmp_path / "tls.pem"
    place.write_text("rác")
    assert "không đọc được" in own_certificate(place, NAMES, now=NOW).said


def test_the_office_s_own_is_taken(tmp_path):
    cert, key = split(own_certificate(tmp_path / "tls.pem", NAMES, now=NOW), tmp_path)
    taken = given_certificate(cert, key, NAMES, now=NOW)
    assert (taken.own, taken.said) == (False, "")
    assert "không ghi tên" in given_certificate(cert, key, ["khac"], now=NOW).said
    assert "sắp hết hạn" in given_certificate(cert, key, NAMES, now=NOW + LASTS - timedelta(days=9)).said


@pytest.mark.parametrize(
    ("later", "told"), [(LASTS, "đã hết hạn ngày 21/12/2027"), (-timedelta(days=3), "đồng hồ")]
)
def test_an_expired_or_coming_one_is_refused(tmp_path, later, told):
    cert, key = split(own_certificate(tmp_path / "tls.pem", NAMES, now=NOW), tmp_path)
    with pytest.raises(Trouble, match=told):
        given_certificate(cert, key, NAMES, now=NOW + later)


def test_a_key_of_another_or_of_no_shape_is_refused(tmp_path):
    cert, key = split(own_certificate(tmp_path / "tls.pem", NAMES, now=NOW), tmp_path)
    (tmp_path / "khac").mkdir()
    _other, wrong = split(own_certificate(tmp_path / "khac.pem", NAMES, now=NOW), tmp_path / "khac")
    with pytest.raises(Trouble, match="không phải khóa của chứng thư"):
        given_certificate(cert, wrong, NAMES, now=NOW)
    with pytest.raises(Trouble, match="không phải tệp khóa"):
        given_certificate(cert, cert, NAMES, now=NOW)
    with pytest.raises(Trouble, match="không phải tệp chứng thư"):
        given_certificate(key, key, NAMES, now=NOW)
    locked = tmp_path / "locked.key"
    locked.write_bytes(_with_password(key.read_bytes()))
    with pytest.raises(Trouble, match="có mật khẩu"):
        given_certificate(cert, locked, NAMES, now=NOW)


def _with_password(pem):
    from cryptography.hazmat.primitives import serialization as form

    held = form.load_pem_private_key(pem, None)
    return held.private_bytes(
        form.Encoding.PEM, form.PrivateFormat.PKCS8, form.BestAvailableEncryption(b"bi mat")
    )


def test_the_machine_s_names_are_plain():
    names = names_of_machine("0.0.0.0", "Máy-Chủ.dongvai", "[::1]")
    assert names[0].startswith("xn--")
    assert names[0].encode().decode("idna") == "máy-chủ.dongvai"
    assert {"localhost", "127.0.0.1", "::1"} <= set(names)
    assert "0.0.0.0" not in names
    assert len(names) == len(set(names))


@pytest.mark.parametrize("words", [["--cert", __file__], ["--cert", __file__, "--key", __file__]])
def test_a_certificate_goes_with_its_key_and_with_tls(words):
    done = CliRunner().invoke(serve, words)
    assert done.exit_code == 2
    assert "đi cùng" in done.output


@pytest.mark.parametrize(
    ("number", "told"), [(13, "1024 trở lên"), (98, "--port 444"), (99, "không có địa chỉ 10.0.0.9")]
)
def test_a_door_that_does_not_open_is_told(number, told):
    assert told in _why_not_bound(OSError(number, ""), "10.0.0.9", 443)


def test_the_book_is_open_over_tls_and_its_cookies_stay_there(begun, tmp_path):
    """The program itself, on a new book: certificate, address, cookies."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = begun.copy(tmp_path).env
    words = [sys.executable, "-m", "soxa", "serve", "--tls", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(words, env=env, stdout=subprocess.PIPE, text=True) as served:
        try:
            said = [served.stdout.readline() for _line in range(3)]
            assert f"https://127.0.0.1:{port}/" in said[0]
            answer = _asked(tmp_path / "keys.tls.pem", port)
        finally:
            served.terminate()
    assert answer.status == 200
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "Strict-Transport-Security" not in answer.headers  # a certificate of our own would lock people out
    own = own_certificate(tmp_path / "keys.tls.pem", ["localhost"])
    assert own.fingerprint in said[2]


def _asked(certificate, port):
    """The sign-in page, asked by a machine that trusts just this certificate and checks its names."""
    trusted = ssl.create_default_context(cafile=certificate)
    until = time.monotonic() + 60
    while True:
        try:
            with urlopen(f"https://127.0.0.1:{port}/accounts/login/", timeout=60, context=trusted) as answer:
                return answer
        except URLError as error:
            if isinstance(error.reason, ssl.SSLCertVerificationError) or time.monotonic() > until:
                raise
            time.sleep(0.1)
