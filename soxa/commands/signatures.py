"""The command that checks the signatures of a PDF, whoever made it: `soxa signature`; it needs no book."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from soxa.commands.opening import REFUSED, Trouble, set_up

if TYPE_CHECKING:
    from soxa.documents.signing.verdict import Verdict


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--roots",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Thư mục chứng thư gốc được tin (*.pem, *.crt) và danh sách thu hồi (*.crl); mặc định: trust/ trong thư mục sổ.",
)
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def signature(*, file: Path, roots: Path | None, as_json: bool) -> None:
    """Kiểm tra từng chữ ký số trong một tệp PDF, không cần mạng.

    Trả mã 0 khi mọi chữ ký đều đạt (hoặc tệp không có chữ ký), 1 khi có chữ ký không đạt hoặc tệp bị từ chối.
    """
    set_up()
    from soxa.documents.signing.trust import Trust
    from soxa.documents.signing.verdict import verdicts
    from soxa.kernel.book import data_dir

    found = verdicts(file.read_bytes(), Trust.in_directory(roots or data_dir() / "trust"))
    if as_json:
        click.echo(json.dumps([signature_json(one) for one in found], ensure_ascii=False, indent=1))
    else:
        click.echo("\n\n".join(map(_in_words, found)) or "Tệp không có chữ ký số nào.")
    bad = [one for one in found if not one.good]
    if bad:
        raise Trouble(f"{len(bad)}/{len(found)} chữ ký không đạt.", REFUSED)


def signature_json(verdict: "Verdict") -> dict[str, Any]:
    """A verdict as the object that `--json` prints; `signed_at` in ISO 8601 with Viet Nam's zone, or null."""
    from soxa.documents.signing.clock import iso

    return {
        "intact": verdict.intact,
        "valid": verdict.valid,
        "trusted": verdict.trusted,
        "whole_file": verdict.whole_file,
        "signer": verdict.signer,
        "signed_at": iso(verdict.signed_at) if verdict.signed_at else None,
        "reasons": list(verdict.reasons),
        "organisation": verdict.organisation,
        "kind": verdict.kind or None,
        "timestamped": verdict.timestamped,
        "revocation_checked": verdict.revocation_checked,
        "later": list(verdict.later),
        "field": verdict.field,
    }


_KINDS = {"personal": "cá nhân", "organisation": "cơ quan, tổ chức"}


def _in_words(verdict: "Verdict") -> str:
    from soxa.documents.signing.clock import HANOI

    when = (
        f"{verdict.signed_at.astimezone(HANOI):%H:%M:%S ngày %d/%m/%Y}" if verdict.signed_at else "không rõ"
    )
    source = "theo dấu thời gian" if verdict.timestamped else "theo máy người ký"
    kind = f" ({_KINDS[verdict.kind]})" if verdict.kind else ""
    lines = [
        f"{verdict.signer or verdict.field}{kind}: {'ĐẠT' if verdict.good else 'KHÔNG ĐẠT'}",
        f"  Ký lúc: {when}, {source}",
        f"  Nội dung đã ký còn nguyên: {_yes(verdict.intact)}",
        f"  Chữ ký, chứng thư có hiệu lực khi ký: {_yes(verdict.valid)}",
        f"  Chứng thư do nơi được tin cấp: {_yes(verdict.trusted)}",
        f"  Bao cả tệp, chỉ có bổ sung hợp lệ về sau: {_yes(verdict.whole_file)}",
        *(f"  Về sau: {words}" for words in verdict.later),
        *(f"  – {reason}" for reason in verdict.reasons),
    ]
    return "\n".join(lines)


def _yes(answer: object) -> str:
    return "có" if answer else "không"
