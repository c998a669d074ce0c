"""Templates of an office as the book keeps them: taken in, replaced, retired, and filled with a paper's words."""

import base64
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from soxa.documents.catalogue import bodies
from soxa.documents.office_templates import filling
from soxa.documents.office_templates.models import OfficeTemplate
from soxa.documents.office_templates.package import look_inside, look_through
from soxa.documents.office_templates.places import PLACES, sample, values
from soxa.kernel import files, journal
from soxa.kernel.access import Actor
from soxa.kernel.locks import one_at_a_time
from soxa.kernel.paper.model import Paper
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER

PATIENCE = 15  # seconds until a filling that does not end is ended


def standing(unit_id: int, body: str, kind: str) -> OfficeTemplate | None:
    """The template in use for a kind of a body's documents; None when its papers keep to the layout of the law."""
    return OfficeTemplate.objects.filter(unit_id=unit_id, body=body, kind=kind, until=FOREVER).first()


def keep(content: bytes, name: str, actor: Actor, *, unit_id: int, body: str, kind: str, on: date) -> OfficeTemplate:  # fmt: skip
    """Take in a template, in the place of the one in use if there is one. Raises Refused in words, and keeps nothing then."""
    look_through(content, name)
    _made, used = _filled(content, sample())
    if not used:
        raise Refused(_("Mẫu chưa có chỗ điền nào. Các chỗ sổ biết: {places}.").format(places=known_places()))
    with transaction.atomic():
        one_at_a_time(OfficeTemplate)
        facts = {"body": body, "kind": kind, "content": files.keep(content)}
        entry = journal.write(
            actor,
            "template",
            "keep",
            subject=("unit", tree().nodes[unit_id].code),
            on=on,
            facts=facts,
            unit_id=unit_id,
        )
        before = OfficeTemplate.objects.filter(unit_id=unit_id, body=body, kind=kind, until=FOREVER)
        before.moved(entry, until=on)
        kept = OfficeTemplate(
            unit_id=unit_id, side=bodies()[body].side, body=body, kind=kind, name=name[:200], since=on,
            digest=facts["content"], entry=entry,
        )  # fmt: skip
        kept.save(force_insert=True)
    return kept


def retire(template: OfficeTemplate, actor: Actor, *, on: date) -> None:
    """Use a template no more: papers of its kind keep to the layout of the law again. Raises Refused when it is retired."""
    with transaction.atomic():
        locked = OfficeTemplate.objects.select_for_update().get(pk=template.pk)
        if locked.until != FOREVER:
            raise Refused(_("Mẫu này đã thôi dùng."))
        facts = {"body": locked.body, "kind": locked.kind, "content": locked.digest}
        unit_id = locked.unit_id
        journal.write(
            actor,
            "template",
            "retire",
            subject=("unit", tree().nodes[unit_id].code),
            on=on,
            facts=facts,
            unit_id=unit_id,
        )
        locked.until = on
        locked.save(update_fields=["until"])


def filled(template: OfficeTemplate, paper: Paper) -> bytes:
    """The template with the words of a paper in its places. Raises Refused in words."""
    try:
        content = files.fetch(template.digest)
    except (FileNotFoundError, ValueError) as error:
        raise Refused(
            _("Mẫu “{name}” không còn nguyên trong kho tệp. Hãy báo người quản trị.").format(
                name=template.name
            )
        ) from error
    return _filled(content, values(paper))[0]


def known_places() -> str:
    """The names of all places, as they are told."""
    return ", ".join(PLACES)


def _filled(content: bytes, told: dict[str, str]) -> tuple[bytes, list[str]]:
    """Ask the process that fills: it gets the template and plain words, no keys, no book and no environment of ours."""
    job = json.dumps({"template": base64.b64encode(content).decode(), "values": told})
    command = [sys.executable, "-I", str(Path(filling.__file__))]
    try:
        done = subprocess.run(  # noqa: S603 - our own file and no shell
            command, input=job, capture_output=True, text=True, timeout=PATIENCE, check=False, env={}, cwd="/"
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError) as error:
        raise Refused(
            _("Mẫu này điền quá lâu hoặc quá nặng nên sổ dừng lại. Làm mẫu gọn hơn rồi gửi lại.")
        ) from error
    if "fault" in answer:
        raise Refused(_why(answer))
    made = base64.b64decode(answer["file"])
    look_inside(made)  # a condition left out may have joined what stood apart
    return made, answer["used"]


def _why(answer: dict[str, Any]) -> str:
    words = " ".join(answer["words"])
    told = {
        "unknown": _("Mẫu có chỗ “{words}” mà sổ không biết. Các chỗ sổ biết: {places}."),
        "tag": _(
            "Mẫu có “{words}”. Mẫu chỉ dùng được tên chỗ trong hai ngoặc nhọn, như {{{{ trich_yeu }}}}, và {{% if noi_nhan %}} … {{% endif %}}."
        ),
        "broken": _("Mẫu viết sai chỗ điền: {words}. Kiểm tra các dấu ngoặc nhọn, if và endif."),
        "large": _("Điền mẫu này ra tệp quá lớn."),
    }
    said = told.get(
        answer["fault"], _("Mẫu hỏng, không đọc được như tệp Word. Mở bằng Word, lưu lại rồi gửi.")
    )
    return said.format(words=words, places=known_places())
