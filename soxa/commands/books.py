"""Commands about whole books: make one, show the demo, keep time, back up, restore."""

import sys
from pathlib import Path
from typing import Any

import click

from soxa.commands.exchanging import carried
from soxa.commands.opening import DAY, REFUSED, Trouble, make_book, open_book, set_up


@click.command()
@click.option("--name", default="", help='Tên xã, ví dụ "xã Đồng Vải".')
@click.option("--code", default="", help="Mã đơn vị hành chính, ví dụ 08227.")
def init(*, name: str, code: str) -> None:
    """Tạo một quyển sổ mới cho một xã."""
    make_book()
    if not name.strip():
        raise click.UsageError('Thiếu tên xã: soxa init --name "xã …"')
    from soxa.desk.opening import first_commune, official_warning

    made, warning = first_commune(name, code), official_warning(name, code)
    if warning:
        click.echo(f"Lưu ý: {warning}", err=True)
    from soxa.kernel.book import data_dir, key_file

    click.echo(f"Đã tạo sổ của {made.name}, mã {made.code}, trong {data_dir()}.")
    click.echo(
        f"Tệp khóa: {key_file()} – cất riêng, không để cùng bản sao lưu. In phiếu khôi phục: soxa recovery."
    )
    click.echo(f"Tài khoản đầu tiên: {made.username} · mật khẩu: {made.password} (đổi ngay sau khi vào).")


@click.command()
@click.option("--on", type=DAY, default="2026-11-20", help="Ngày của sổ mẫu (mặc định 20/11/2026).")
def demo(*, on: Any) -> None:
    """Lập sổ mẫu xã Đồng Vải (giữ nguyên nếu đã có)."""
    make_book()
    from django.db import transaction

    from soxa.kernel.models import Unit
    from soxa.samples.commune import load, sign_ins

    if not Unit.objects.exists():
        click.echo("Đang lập sổ mẫu xã Đồng Vải …", err=True)
        with transaction.atomic():
            load(on.date())
    elif not Unit.objects.filter(code="99901").exists():
        raise Trouble("Ở đây đã có sổ của một xã khác; sổ mẫu cần một thư mục riêng (SOXA_DATA_DIR).")
    click.echo("Sổ mẫu xã Đồng Vải. Đăng nhập bằng một trong các tên sau:")
    for person, office, username, password in sign_ins():
        click.echo(f"  {username:<14} {password:<16} {person} – {office}")


@click.command()
def tick() -> None:
    """Việc của đồng hồ: niêm ghi chép, chuyển gói văn bản, dọn phiên, ảnh, tệp của hồ sơ đã hủy, bổ sung cho chữ ký số."""
    open_book()
    from soxa.desk import traces
    from soxa.documents import previews
    from soxa.documents.completing import complete_waiting
    from soxa.documents.keeping.destroying import sweep_all
    from soxa.kernel import files, journal
    from soxa.kernel.access import machine
    from soxa.org.cards.devices import forget_devices

    made = journal.seal()
    lines, troubles = carried()
    for line in (*lines, *troubles):
        click.echo(line)
    forget_devices()
    previews.prune()
    sweep_all()
    files.discard_let_go()
    traces.leave(traces.TICK)
    broken = journal.broken_seals()
    if broken:
        raise Trouble(f"Niêm không khớp từ niêm số {broken[0].pk}: nhật ký đã bị sửa ngoài chương trình.")
    click.echo(
        f"Đã niêm {made.entries} ghi chép, mã niêm {made.digest[:16]}." if made else "Không có ghi chép mới."
    )
    before = traces.last(traces.COMPLETING)
    completed = complete_waiting(machine("soxa tick"), after=before[1].get("reached", 0) if before else 0)
    traces.leave(traces.COMPLETING, reached=completed.reached)
    if completed.done:
        click.echo(f"Đã bổ sung dữ liệu xác minh chữ ký số cho {completed.done} văn bản.")
    if completed.left:
        click.echo(f"Còn {completed.left} văn bản chờ bổ sung dữ liệu xác minh chữ ký số: {completed.why}")


@click.command()
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Tệp sao lưu (.zip)."
)
def backup(*, out: Path) -> None:
    """Sao lưu sổ và tệp (không gồm tệp khóa)."""
    open_book()
    from soxa.desk import traces
    from soxa.desk.safekeeping import write_backup

    counts = write_backup(out)
    traces.leave(traces.BACKUP, file=str(out.resolve()))
    click.echo(
        f"Đã sao lưu {counts['rows']} dòng và {counts['files']} tệp vào {out}. Tệp khóa không nằm trong bản sao lưu."
    )


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Chỉ kiểm tra bản sao lưu, không dựng lại.")
def restore(*, file: Path, check: bool) -> None:
    """Dựng lại sổ từ bản sao lưu, hoặc kiểm tra bản sao lưu."""
    from soxa.desk.backup_file import check_backup

    findings = check_backup(file)
    if findings:
        raise Trouble("\n".join(findings), REFUSED)
    if check:
        click.echo("Bản sao lưu nguyên vẹn: đủ bảng, đủ tệp, khớp mã.")
        return
    from soxa.kernel.book import data_dir, key_file

    if not key_file().exists():
        raise Trouble(f"Không thấy tệp khóa {key_file()}. Chép tệp khóa về chỗ cũ trước khi dựng lại sổ.")
    data_dir().mkdir(parents=True, exist_ok=True)
    set_up()
    from soxa.desk.safekeeping import read_backup

    rows = read_backup(file)
    click.echo(f"Đã dựng lại {rows} dòng.")
    said = _up_to_this_release()
    if said:
        click.echo(said)


def _up_to_this_release() -> str:
    """Bring what was restored to this release; what was done, empty when it was of this release already."""
    from soxa.desk.book_state import book_state, make_tables
    from soxa.desk.upgrading import NotUpgraded, bring_forward, sentence
    from soxa.wiring import first_rows

    state = book_state()
    if not state.older:
        make_tables()
        return ""
    try:
        before, _after = bring_forward("soxa restore", first_rows)
    except NotUpgraded as error:
        raise Trouble(f"{error}\nSổ đã dựng lại ở bản {state.version} và chưa nâng được.") from error
    return sentence(state, before)


@click.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Ghi ra tệp PDF để in.")
def recovery(*, out: Path | None) -> None:
    """In phiếu khôi phục của tệp khóa: cất trong két, không chụp ảnh, không gửi qua mạng."""
    set_up()
    from soxa.kernel.sealed import keys
    from soxa.kernel.sealed.keys import KeyTrouble

    try:
        held = keys()
    except KeyTrouble as error:
        raise Trouble(str(error)) from error
    lines = [f"Phiếu khôi phục khóa {held.name}", *held.recovery_lines()]
    if out:
        from soxa.kernel.sealed.recovery_sheet import recovery_pdf

        out.write_bytes(recovery_pdf(held))
        click.echo(f"Đã ghi {out}. In ra, cất trong két, rồi xóa tệp.")
        return
    click.echo("\n".join(lines))


@click.command("bench-data")
@click.option("--communes", default=130, type=int)
@click.option("--cells", default=6000, type=int)
@click.option("--members", default=200_000, type=int)
def bench_data(*, communes: int, cells: int, members: int) -> None:
    """Sinh một tỉnh giả để đo tốc độ."""
    make_book()
    from soxa.samples.province import generate

    shown = sys.stderr
    with click.progressbar(length=communes, label="Đang sinh", file=shown) as bar:

        def one_more() -> None:
            bar.update(1)

        generate(communes=communes, cells=cells, members=members, step=one_more)
    click.echo("Xong.")
