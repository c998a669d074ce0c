"""What a Word template may not bring along: too much when unpacked, macros, embedded objects, links to the outside."""

import io
import re
import zipfile

from django.utils.translation import gettext as _

from soxa.kernel.refusal import Refused

MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 5 * 2**20, 40 * 2**20, 500
SUSPECT, MOST_RATIO = 2**20, 100  # a part larger than this may not be packed more than a hundredfold
DOCX = "wordprocessingml.document.main+xml"
_MACRO = re.compile(r"vbaProject|vbaData|activeX", re.IGNORECASE)
_EMBEDDED = re.compile(r"/embeddings/|/oleObject|afchunk", re.IGNORECASE)
_OUTSIDE = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
_CHUNK = re.compile(rb"/relationships/(aFChunk|oleObject|attachedTemplate|subDocument)", re.IGNORECASE)
_FETCHING = re.compile(rb"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|DATABASE|MACROBUTTON)\b")
_INSTRUCTION = re.compile(rb"<w:instrText[^>]*>([^<]*)<|<w:fldSimple[^>]*w:instr=\"([^\"]*)\"")


def look_through(content: bytes, name: str) -> None:
    """Raise Refused in words when this is no plain Word file, or holds what a template may not."""
    if len(content) > MOST_BYTES:
        raise Refused(too_large(name))
    if name.lower().endswith((".docm", ".dotm")):
        raise Refused(_("Mẫu “{name}” có macro. Lưu lại thành Word (.docx) không macro.").format(name=name))
    if not name.lower().endswith(".docx") or not content.startswith(b"PK\x03\x04"):
        raise Refused(_("Mẫu “{name}” không phải tệp Word (.docx).").format(name=name))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _measured(archive)
            _plain(archive)
    except (zipfile.BadZipFile, ValueError, OSError, KeyError, NotImplementedError, EOFError) as error:
        raise Refused(_("Mẫu hỏng, không đọc được như tệp Word. Mở bằng Word, lưu lại rồi gửi.")) from error


def too_large(name: str) -> str:
    """The words for a template of more than MOST_BYTES."""
    return _("Mẫu “{name}” lớn quá {most} MB.").format(name=name, most=MOST_BYTES // 2**20)


def _measured(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if any(one.flag_bits & 1 for one in parts):
        raise Refused(_("Mẫu có mật khẩu. Bỏ mật khẩu rồi gửi lại."))
    packed_hard = any(
        one.file_size > SUSPECT and one.file_size > MOST_RATIO * max(one.compress_size, 1) for one in parts
    )
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED or packed_hard:
        raise Refused(
            _(
                "Mẫu nén quá nhiều dữ liệu so với một tệp Word thường gặp. Chép nội dung sang tệp mới rồi gửi lại."
            )
        )


def _plain(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    kinds = archive.read("[Content_Types].xml").decode("utf-8", "replace")
    if any(map(_MACRO.search, names)) or "macroEnabled" in kinds or _MACRO.search(kinds):
        raise Refused(_("Mẫu có macro. Lưu lại thành Word (.docx) không macro."))
    if DOCX not in kinds or "word/document.xml" not in names:
        raise Refused(_("Mẫu không phải tệp Word (.docx)."))
    if any(map(_EMBEDDED.search, names)):
        raise Refused(_("Mẫu có tệp nhúng bên trong. Bỏ tệp nhúng rồi gửi lại."))
    for one in names:
        if one.endswith((".xml", ".rels")):
            _quiet(archive.read(one), one)


def _quiet(part: bytes, name: str) -> None:
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise Refused(_("Mẫu hỏng, không đọc được như tệp Word. Mở bằng Word, lưu lại rồi gửi."))
    if name.endswith(".rels") and (_OUTSIDE.search(part) or _CHUNK.search(part)):
        raise Refused(
            _("Mẫu có liên kết ra ngoài tệp (hình, trang mạng, mẫu khác). Bỏ liên kết rồi gửi lại.")
        )
    if any(_FETCHING.search(first or second) for first, second in _INSTRUCTION.findall(part)):
        raise Refused(
            _("Mẫu có trường lấy dữ liệu từ nơi khác (LINK, DDE, INCLUDE…). Bỏ trường ấy rồi gửi lại.")
        )
