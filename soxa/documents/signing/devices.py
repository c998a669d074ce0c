"""Keys on a signing device (USB token) through its maker's PKCS#11 library; the session stays open, the key is found once."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import pkcs11
from asn1crypto import x509
from django.utils.translation import gettext as _
from pkcs11 import Attribute, ObjectClass, exceptions
from pyhanko.sign.pkcs11 import PKCS11Signer

from soxa.documents.signing.tokens import Token, TokenGone, TokenTrouble

PATIENCE = 30  # seconds
_IN_USE = Lock()


def open_pkcs11(library: Path, *, pin: str, token: str = "", slot: int | None = None, key: str = "") -> Token:
    """The key on a device. Raises TokenTrouble in words: no library, no device, wrong PIN, no such key.

    `token` is the label of the device and `slot` its number, either or none (then the only device there is); `key`
    is the label of the key, which may be left out when the device holds one. One hand at a time signs with devices:
    a second waits for the first to close, as who has given the PIN opens the device to the whole program.
    """
    if not _IN_USE.acquire(timeout=PATIENCE):
        raise TokenTrouble(_("Thiết bị ký đang được dùng để ký việc khác. Chờ xong rồi thử lại. Chưa ký gì."))
    leave = ExitStack()
    leave.callback(_IN_USE.release)
    with leave:
        with _in_words():
            session = _device(library, token, slot).open(user_pin=pin)
        leave.callback(_closed, session)
        with _in_words():
            signer = _signer(session, key)
        return Token(signer.signing_cert, signer, leave.pop_all().close)


def _device(library: Path, label: str, slot: int | None) -> Any:
    try:
        loaded = pkcs11.lib(str(library))
    except (RuntimeError, OSError) as error:
        raise TokenTrouble(
            _("Không nạp được thư viện của thiết bị ký (%(library)s). Hãy cài phần mềm kèm thiết bị.")
            % {"library": library}
        ) from error
    slots = [one for one in loaded.get_slots(token_present=True) if slot is None or one.slot_id == slot]
    found = [one for one in (place.get_token() for place in slots) if not label or one.label.strip() == label]
    if not found:
        raise TokenTrouble(_("Không thấy thiết bị ký. Hãy cắm thiết bị vào máy rồi thử lại."))
    if len(found) > 1:
        names = ", ".join(sorted(one.label.strip() for one in found))
        raise TokenTrouble(_("Có nhiều thiết bị ký đang cắm (%(names)s): hãy chọn một.") % {"names": names})
    return found[0]


def _signer(session: Any, label: str) -> PKCS11Signer:
    wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, **({Attribute.LABEL: label} if label else {})}
    keys = list(session.get_objects(wanted))
    if not keys:
        raise TokenTrouble(
            _("Thiết bị không có khóa ký “%(key)s”.") % {"key": label}
            if label
            else _("Thiết bị không có khóa ký.")
        )
    if len(keys) > 1:
        names = ", ".join(sorted(str(one[Attribute.LABEL]) for one in keys))
        raise TokenTrouble(_("Thiết bị có nhiều khóa (%(names)s): hãy chọn một.") % {"names": names})
    number = bytes(keys[0][Attribute.ID])
    stored = list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}))
    own = [one for one in stored if bytes(one[Attribute.ID]) == number]
    if not own:
        raise TokenTrouble(_("Thiết bị có khóa nhưng thiếu chứng thư của khóa ấy."))
    signer = PKCS11Signer(
        session,
        signing_cert=_certificate(own[0]),
        key_id=number,
        ca_chain=[_certificate(one) for one in stored],
    )
    asyncio.run(signer.ensure_objects_loaded())
    return signer


def _certificate(stored: Any) -> x509.Certificate:
    return x509.Certificate.load(bytes(stored[Attribute.VALUE]))


def _closed(session: Any) -> None:
    try:
        session.close()
    except exceptions.PKCS11Error:  # the device is gone already
        return


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except exceptions.PinLocked as error:
        raise TokenTrouble(
            _("Thiết bị ký đã bị khóa vì nhập sai mã PIN nhiều lần. Hãy liên hệ nơi cấp để mở.")
        ) from error
    except (exceptions.PinIncorrect, exceptions.PinInvalid, exceptions.PinLenRange) as error:
        raise TokenTrouble(
            _("Sai mã PIN của thiết bị ký. Nhập sai nhiều lần thiết bị sẽ bị khóa. Chưa ký gì.")
        ) from error
    except exceptions.PKCS11Error as error:
        raise TokenTrouble(_("Thiết bị ký không trả lời. Hãy rút ra, cắm lại rồi thử.")) from error


@contextmanager
def told_when_gone() -> Iterator[None]:
    """Whatever a device says while it should be signing becomes TokenGone."""
    try:
        yield
    except exceptions.PKCS11Error as error:
        raise TokenGone(
            _("Thiết bị ký bị rút ra hoặc không trả lời trong khi ký. Văn bản này chưa được ký.")
        ) from error
