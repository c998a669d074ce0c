"""Which corrections need the scan of the consent, and how it is kept."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.documents.files import Paper
from soxa.kernel import files
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused
from soxa.law.acts import QD_24
from soxa.party.corrections.models import CorrectionScan
from soxa.party.models import Member

# who the person is, and the days and card by which the Party knows him; occupation, address, telephone are brought up to date
IDENTITY = frozenset(
    {"full_name", "birth_name", "born", "sex", "citizen_id_token", "decision_on", "admitted_on", "recognised_on", "card_no"}
)  # fmt: skip
LAW = QD_24.at("mục 6.2.4")


def must_have_scan(changed: Iterable[str], scan: Any) -> None:
    """Refused in words when an identity is corrected without the scan of the consent."""
    if IDENTITY & set(changed) and scan is None:
        raise Refused(
            _("Đính chính họ tên, ngày sinh, giới tính, CCCD, các ngày vào Đảng, số thẻ phải kèm bản quét văn bản đồng ý của cấp ủy ({cite}).").format(
                cite=LAW
            )
        )  # fmt: skip


def keep_scan(member: Member, scan: Paper | None, entry: Entry, *, today: date) -> None:
    """Keep the scan with the entry of the correction; nothing where none was given. Call it inside `atomic`."""
    if scan is None:
        return
    CorrectionScan(
        member=member, digest=files.keep(scan.content, sealed=True), media_type=scan.media_type, size=len(scan.content), on=today,
        entry=entry,
    ).save(force_insert=True)  # fmt: skip
