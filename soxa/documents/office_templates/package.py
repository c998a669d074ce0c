"""What a Word template may not bring along: too much when unpacked, macros, embedded objects, links to the outside."""

import io
import re
import zipfile
import zlib
from urllib.parse import unquote

from django.utils.translation import gettext as _
from lxml import etree

from soxa.documents.office_templates.parts import Fetching, Outside, Part, heard
from soxa.kernel.refusal import Refused

MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 5 * 2**20, 40 * 2**20, 500
MOST_XML = 6 * 2**20  # of all XML parts together: seconds to hear, and some hundred pages
SUSPECT, MOST_RATIO = 2**20, 100  # a part larger than this may not be packed more than a hundredfold
DOCX = "wordprocessingml.document.main+xml"
TYPES = "[Content_Types].xml"
_MACRO = re.compile(r"vbaProject|vbaData|activeX|macroEnabled", re.IGNORECASE)
_EMBEDDED = re.compile(r"/embeddings/|/oleObject|afchunk", re.IGNORECASE)
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the two that Word knows
_BROKEN = (
    zipfile.BadZipFile, zlib.error, etree.LxmlError, ValueError, OSError, KeyError, NotImplementedError, EOFError,
)  # fmt: skip


def look_through(content: bytes, name: str) -> None:
    """Raise Refused in words when this is no plain Word file, or holds what a template may not."""
    if len(content) > MOST_BYTES:
        raise Refused(too_large(name))
    if name.lower().endswith((".docm", ".dotm")):
        raise Refused(_("Mẫu “{name}” có macro. Lưu lại thành Word (.docx) không macro.").format(name=name))
    if not name.lower().endswith(".docx") or not content.startswith(b"PK\x03\x04"):
        raise Refused(_("Mẫu “{name}” không phải tệp Word (.docx).").format(name=name))
    look_inside(content)


def look_inside(content: bytes) -> None:
    """The same for the inside alone: asked of a template, and of what was made of it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _measured(archive)
            _plain(archive)
    except Outside as error:
        raise Refused(
            _("Mẫu có liên kết ra ngoài tệp (hình, trang mạng, mẫu khác). Bỏ liên kết rồi gửi lại.")
        ) from error
    except Fetching as error:
        raise Refused(
            _("Mẫu có trường lấy dữ liệu từ nơi khác (LINK, DDE, INCLUDE…). Bỏ trường ấy rồi gửi lại.")
        ) from error
    except _BROKEN as error:
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
        raise Refused(_too_dense())
    if len({one.filename.lower() for one in parts}) < len(parts):
        raise ValueError("two parts of one name: which of them is read is not ours to say")
    if any(one.compress_type not in _PACKINGS for one in parts):
        raise ValueError("packed in a way Word does not know")


def _too_dense() -> str:
    return _(
        "Mẫu nén quá nhiều dữ liệu so với một tệp Word thường gặp. Chép nội dung sang tệp mới rồi gửi lại."
    )


def _plain(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    told = heard(archive.read(TYPES))
    if any(map(_MACRO.search, (*names, *told.kinds.values()))):
        raise Refused(_("Mẫu có macro. Lưu lại thành Word (.docx) không macro."))
    if not any(DOCX in kind for kind in told.kinds.values()) or "word/document.xml" not in names:
        raise Refused(_("Mẫu không phải tệp Word (.docx)."))
    if any(map(_EMBEDDED.search, names)):
        raise Refused(_("Mẫu có tệp nhúng bên trong. Bỏ tệp nhúng rồi gửi lại."))
    left = MOST_XML
    for one in names:
        part = archive.read(one)
        if _is_xml(one, part, told):
            left -= len(part)
            if left < 0:
                raise Refused(_too_dense())
            heard(part)


def _is_xml(name: str, part: bytes, told: Part) -> bool:
    """Whether a reader may take a part for XML: by its name, by its declared kind, or by how it begins."""
    place = unquote(name).lower()
    kind = told.kinds.get(f"/{place}") or told.kinds.get(place.rpartition(".")[2], "")
    return (
        place.endswith((".xml", ".rels"))
        or kind.partition(";")[0].strip().lower().endswith("xml")
        or part.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    )
