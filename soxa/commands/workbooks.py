"""The import of workbooks from the command line."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from soxa.commands.opening import REFUSED, Trouble, open_book, today, unit_named

# the kinds of workbook, each with the module that plans it; read only once a book is open
_PLANS = {
    "members": "soxa.party.member_import",
    "values": "soxa.values.value_import",
    "measures": "soxa.values.measures.measure_import",
    "targets": "soxa.steering.targets.target_import",
    "items": "soxa.steering.programmes.items_import",
    "works": "soxa.steering.works.works_import",
    "meetings": "soxa.meetings.handbook.importing",
}


@click.command("import")
@click.argument("kind", type=click.Choice(list(_PLANS)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unit", "unit_code", help="Mã đơn vị (mặc định: xã duy nhất trong sổ).")
@click.option("--check", is_flag=True, help="Chỉ kiểm tra, không ghi sổ.")
@click.option("--create-cells", is_flag=True, help="Đồng ý lập các chi bộ mà sổ chưa có.")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def import_(
    *, kind: str, file: Path, unit_code: str | None, check: bool, create_cells: bool, as_json: bool
) -> None:
    """Nhập danh sách đảng viên, số liệu báo cáo, danh mục chỉ tiêu, chỉ tiêu và kế hoạch, việc của chương trình, công trình, sinh hoạt chi bộ từ Excel: ghi tất cả hoặc không ghi gì."""
    open_book()
    from soxa.kernel.access import machine

    unit, content = unit_named(unit_code), file.read_bytes()
    click.echo("Đang đọc và kiểm tra tệp …", err=True)
    preview = _planned(kind, content, unit.id, create_cells=create_cells)
    click.echo(
        json.dumps(preview.as_json(), ensure_ascii=False, indent=1) if as_json else "\n".join(preview.lines())
    )
    if preview.refused:
        raise Trouble("Chưa ghi gì vào sổ: sửa các ô đã nêu rồi nhập lại.", REFUSED)
    if check or preview.already:
        return
    if not preview.counts["new"] and not preview.counts["changed"]:
        click.echo("Không có gì mới so với sổ; không ghi gì.", err=True)
        return
    preview.commit(machine("soxa import"))
    click.echo("Đã ghi sổ.", err=True)


def _planned(kind: str, content: bytes, unit_id: int, *, create_cells: bool) -> Any:
    plan = import_module(_PLANS[kind]).plan
    consent = {"create_cells": create_cells} if kind == "members" else {}
    return plan(content, unit_id=unit_id, on=today(), **consent)
