"""What came after a signature: nothing, additions an office makes honestly, or tampering; in words.

A later update is honest when it only adds signatures, time stamps or data to check certificates, or fills our two
blank fields for number and day. Whatever else it changes was not what the signer saw.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, FormUpdatingRule, StandardDiffPolicy
from pyhanko.sign.diff_analysis.rules.form_field_rules import (
    GenericFieldModificationRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
)
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from soxa.documents.signing.fields import (
    DAY_FIELD,
    NUMBER_FIELD,
    OURS,
    at,
    field_named,
    fields_of,
    is_blank,
    is_seen,
)
from soxa.documents.signing.pages import differences

# pyHanko's own policy, but a drawing of a filled field may not be written over in place. Its looser rule also takes a
# field that was filled before the signature for one changed after it.
POLICY = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=FormUpdatingRule(
        field_rules=[
            SigFieldCreationRule(),
            SigFieldModificationRule(),
            GenericFieldModificationRule(allow_in_place_appearance_stream_changes=False),
        ],
    ),
)
_END = re.compile(rb"startxref\s+\d+\s+%%EOF")
_HEX = re.compile(rb"<[0-9A-Fa-f]*>")
_PARTIAL = (SignatureCoverageLevel.UNCLEAR, SignatureCoverageLevel.CONTIGUOUS_BLOCK_FROM_START)


@dataclass(frozen=True)
class Aftermath:
    """`whole`: the signature covers the file, or only honest updates followed, told in `later`; `faults` say why not."""

    whole: bool
    later: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def aftermath(content: bytes, signature: EmbeddedPdfSignature) -> Aftermath:
    """What happened to the file since this signature; `compute_integrity_info` must have run on it."""
    if signature.coverage in _PARTIAL or not _range_is_whole(content, signature):
        return _fault(_("Chữ ký chỉ bao một phần tệp: phần còn lại có thể đã bị thêm, thay sau khi ký."))
    if junk := _beyond_the_end(content, signature):
        return _fault(_("Cuối tệp có %(count)d byte lạ không thuộc văn bản PDF.") % {"count": junk})
    if signature.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return Aftermath(True)
    if (
        not isinstance(signature.diff_result, DiffResult)
        or not signature.summarise_integrity_info()["docmdp_ok"]
    ):
        return Aftermath(False, faults=_tampering(content, signature))
    faults = (*_strange_fields(signature), *_unsigned_pictures(signature))
    return Aftermath(not faults, _additions(signature), faults)


def signed_revision(content: bytes, signature: EmbeddedPdfSignature) -> bytes:
    """The file as the signer left it: everything up to the end of the bytes that are signed."""
    _start, _length, second, length = (int(part) for part in signature.byte_range)
    return content[: second + length]


def _fault(words: str) -> Aftermath:
    return Aftermath(False, faults=(words,))


def _range_is_whole(content: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Whether the signed bytes begin at the first, and leave out nothing but the signature itself."""
    try:
        start, length, second, rest = (int(part) for part in signature.byte_range)
    except (TypeError, ValueError):
        return False
    inside = 0 == start < length < second <= second + rest <= len(content)
    return inside and bool(_HEX.fullmatch(content[length:second]))


def _beyond_the_end(content: bytes, signature: EmbeddedPdfSignature) -> int:
    """Bytes that are not blank and belong to no revision: behind the last table, or behind the only one that is signed."""
    ends = [found.end() for found in _END.finditer(content)]
    last = ends[-1] if ends else len(content)
    if signature.signed_revision == signature.reader.xrefs.total_revisions - 1:
        last = min(last, len(signed_revision(content, signature)))
    return len(content[last:].strip(b"\r\n\t \0"))


def _tampering(content: bytes, signature: EmbeddedPdfSignature) -> tuple[str, ...]:
    """Which pages an unlawful update changed."""
    try:
        seen = differences(signed_revision(content, signature), content)
    except Exception:  # a file made to deceive may break the drawing of it
        seen = ()
    if locked := _locked_fields(signature):
        return (_("Tệp bị sửa sau khi ký: ô đã khóa “%(field)s” bị thay đổi.") % {"field": locked},)
    if seen:
        return (_("Tệp bị sửa sau khi ký: %(what)s.") % {"what": "; ".join(seen)},)
    return (_("Tệp bị sửa sau khi ký: cấu trúc bên trong bị thay, tuy trang nhìn chưa khác."),)


def _locked_fields(signature: EmbeddedPdfSignature) -> str:
    """The names of fields this signature locked and whose value is another now."""
    if signature.fieldmdp is None:
        return ""
    before = dict(fields_of(_then(signature)))
    changed = [
        name
        for name, field in fields_of(signature.reader)
        if signature.fieldmdp.is_locked(name) and name in before and at(field, "/V") != at(before[name], "/V")
    ]
    return ", ".join(changed)


def _strange_fields(signature: EmbeddedPdfSignature) -> list[str]:
    """Fields of the form that are not ours to fill, or were not blank when this was signed."""
    then, faults = _then(signature), []
    for name in sorted(_filled(signature)):
        field = field_named(then, name)
        if field is not None and at(field, "/FT") == "/Sig":
            continue
        if name not in OURS:
            faults.append(_("Ô biểu mẫu “%(field)s” được điền, sửa sau khi ký.") % {"field": name})
        elif field is None or not is_blank(field):
            faults.append(_("Ô “%(field)s” đã có nội dung khi ký, sau đó bị thay.") % {"field": name})
    return faults


def _unsigned_pictures(signature: EmbeddedPdfSignature) -> list[str]:
    """Signature fields laid over a page after signing that hold no signature."""
    before = {name for name, _field in fields_of(_then(signature))}
    added = [
        name
        for name, _value, reference in enumerate_sig_fields(signature.reader, filled_status=False)
        if name not in before and is_seen(reference.get_object())
    ]
    return [
        _("Sau khi ký có ô hình “%(field)s” được đặt lên trang mà không kèm chữ ký.") % {"field": name}
        for name in added
    ]


def _filled(signature: EmbeddedPdfSignature) -> set[str]:
    """Names of the fields filled since, those that are not signatures."""
    result = signature.diff_result
    names: set[str] = set(result.changed_form_fields) if isinstance(result, DiffResult) else set()
    signatures = {name for name, _value, _reference in enumerate_sig_fields(signature.reader)}
    return names - signatures


def _additions(signature: EmbeddedPdfSignature) -> tuple[str, ...]:
    told = {NUMBER_FIELD: _("điền số văn bản"), DAY_FIELD: _("điền ngày ban hành")}
    found = [words for name, words in told.items() if name in _filled(signature)]
    for other in later_signatures(signature):
        if other.sig_object_type == "/DocTimeStamp":
            found.append(_("thêm dấu thời gian"))
        else:
            found.append(_("thêm chữ ký “%(field)s”") % {"field": other.field_name})
    if _has_dss(signature.reader) and not _has_dss(_then(signature)):
        found.append(_("thêm dữ liệu kiểm tra chứng thư"))
    return tuple(found)


def later_signatures(signature: EmbeddedPdfSignature) -> list[EmbeddedPdfSignature]:
    """Signatures and time stamps of the same file put on after this one."""
    reader: PdfFileReader = signature.reader
    return [one for one in reader.embedded_signatures if one.signed_revision > signature.signed_revision]


def _then(signature: EmbeddedPdfSignature) -> Any:
    return signature.reader.get_historical_resolver(signature.signed_revision)


def _has_dss(handler: Any) -> bool:
    return "/DSS" in handler.root
