"""The command that takes a book of an earlier release to this one."""

from pathlib import Path

import click

from soxa.commands.opening import Trouble, set_up


@click.command()
@click.option("--keep", default=3, type=click.IntRange(1, 99), help="Giữ mấy bản sao gần nhất (mặc định 3).")
@click.option("--copied", is_flag=True, help="Chỉ với PostgreSQL: đã tự sao bằng pg_dump, không sao nữa.")
def upgrade(*, keep: int, copied: bool) -> None:
    """Nâng sổ lên bản chương trình này: sao lưu trước, nâng, kiểm tra; hỏng thì sổ trở lại như cũ."""
    set_up()
    from django.db.utils import OperationalError

    from soxa.desk import traces
    from soxa.kernel.book import data_dir
    from soxa.kernel.sealed import keys

    if not data_dir().is_dir():
        raise Trouble('Chưa có sổ ở đây. Tạo sổ mới: soxa init --name "xã …".')
    keys()
    with traces.held_alone() as free:
        if not free:
            raise Trouble("Sổ đang mở (soxa serve). Đóng lại (Ctrl+C ở cửa sổ ấy) rồi nâng.")
        try:
            click.echo(_upgraded(keep=keep, copied=copied))
        except OperationalError as error:
            raise Trouble(f"Không mở được cơ sở dữ liệu của sổ: {error}") from error


def _upgraded(*, keep: int, copied: bool) -> str:
    from django.db import connection

    import soxa
    from soxa.desk.upgrading import NotUpgraded, bring_forward, refuse_newer, sentence, undo_interrupted
    from soxa.wiring import first_rows

    if copied and connection.vendor != "postgresql":
        raise click.UsageError("--copied chỉ dùng với PostgreSQL; sổ SQLite được sao ngay trong lệnh này.")
    if undo_interrupted():
        click.echo("Lần nâng trước bị ngắt giữa chừng; đã đặt lại sổ như trước lần ấy.", err=True)
    state = refuse_newer()
    if not state.older:
        return f"Sổ đang ở bản {soxa.VERSION}, không cần nâng."
    copy = None if copied else _copy(keep)
    click.echo("Đang nâng và kiểm tra …", err=True)
    try:
        before, _after = bring_forward("soxa upgrade", first_rows)
    except NotUpgraded as error:
        kept = f" Bản sao trước khi nâng: {copy}." if copy else ""
        raise Trouble(
            f"Chưa nâng được. Sổ vẫn ở bản {state.version}, như trước khi nâng.{kept}\n{error}"
        ) from error
    return sentence(state, before)


def _copy(keep: int) -> Path:
    """The copy made and read again, before anything is touched."""
    from soxa.desk import traces
    from soxa.desk.backup_file import check_backup
    from soxa.desk.upgrading import copies_directory, copy_first, refuse_newer

    click.echo("Đang sao lưu trước khi nâng …", err=True)
    made = copy_first(copies_directory(), refuse_newer(), keep=keep)
    findings = check_backup(made)
    if findings:
        raise Trouble("Bản sao trước khi nâng không đọc lại được, chưa nâng:\n" + "\n".join(findings))
    traces.leave(traces.BACKUP, file=str(made))
    click.echo(f"Bản sao trước khi nâng: {made}", err=True)
    return made
