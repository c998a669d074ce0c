"""A signing device in software (SoftHSM), one folder of devices for the whole run of the tests."""

import os
import subprocess
from functools import cache
from pathlib import Path
from shutil import which
from tempfile import mkdtemp

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11.util import rsa as p11_rsa
from pkcs11.util import x509 as p11_x509

from soxa.documents.signing.tests.authority import Holder

ROOT = Path(__file__).resolve().parents[4]
LIBRARIES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
PIN = "123456"


@cache
def library() -> Path:
    """The library, its devices in a folder of their own; installs SoftHSM when it may, else skips the test."""
    found = [Path(one) for one in LIBRARIES if Path(one).exists()]
    if not found and os.geteuid() == 0 and which("apt-get"):
        subprocess.run(
            [ROOT / "bin" / "debian-package", "softhsm2"], check=False, capture_output=True, timeout=300
        )
        found = [Path(one) for one in LIBRARIES if Path(one).exists()]
    if not found:
        pytest.skip("SoftHSM is not installed and cannot be: only root may install softhsm2")
    place = Path(mkdtemp(prefix="softhsm-"))
    (place / "tokens").mkdir()
    (place / "softhsm2.conf").write_text(
        f"directories.tokendir = {place / 'tokens'}\nobjectstore.backend = file\n"
    )
    os.environ["SOFTHSM2_CONF"] = str(place / "softhsm2.conf")
    return found[0]


def device_with(label: str, holder: Holder) -> Path:
    """One more device with the holder's key and certificate; the path of its library."""
    path = library()
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "12345678"],
        check=True, capture_output=True,
    )  # fmt: skip
    loaded = pkcs11.lib(str(path))
    loaded.reinitialize()  # a device that came after it was loaded is not seen
    with loaded.get_token(token_label=label).open(user_pin=PIN, rw=True) as session:
        raw = holder.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        named = {pkcs11.Attribute.LABEL: "ký", pkcs11.Attribute.ID: b"\x01", pkcs11.Attribute.TOKEN: True}
        session.create_object({**p11_rsa.decode_rsa_private_key(raw), **named})
        session.create_object({**p11_x509.decode_x509_certificate(holder.der), **named})
    return path
