"""The command that carries packages between the book and the folders that stand for the axes."""

from pathlib import Path

import click

from soxa.commands.opening import REFUSED, USAGE, Trouble, open_book, set_up

SIDES = {"dang": "party", "chinh-quyen": "state"}


@click.command()
@click.option(
    "--make",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Lập thư mục làm trục của một bên (kèm --side), rồi thôi.",
)
@click.option("--side", type=click.Choice(list(SIDES)), help="Bên của thư mục: dang, chinh-quyen.")
def exchange(*, folder: Path | None, side: str | None) -> None:
    """Chuyển gói văn bản điện tử một lượt: nhận gói đến, báo trạng thái, đưa gói đi ra trục."""
    if folder or side:
        if not (folder and side):
            raise Trouble("Lập thư mục trục cần cả --make THƯ-MỤC và --side dang|chinh-quyen.", USAGE)
        set_up()
        from soxa.exchange.axis import make

        make(folder.resolve(), SIDES[side])
        click.echo(
            f"Đã lập {folder.resolve()} làm trục của bên {'Đảng' if side == 'dang' else 'chính quyền'}."
        )
        return
    open_book()
    lines, troubles = carried()
    click.echo("\n".join(lines) or "Sổ chưa có hộp thư văn bản điện tử nào.")
    if troubles:
        raise Trouble("\n".join(troubles), REFUSED)


def carried() -> tuple[list[str], list[str]]:
    """(what was carried, what could not be) for each mailbox of the book, in words."""
    from soxa.exchange.carrying import carry_all
    from soxa.kernel.access import machine

    rounds = carry_all(machine("soxa exchange"))
    lines = [
        f"{one.mailbox.code}: {one.came} gói đến, {one.told} trạng thái, đề nghị thu hồi, {one.went} gói ra trục."
        for one in rounds
        if not one.trouble
    ]
    return lines, [f"{one.mailbox.code}: {one.trouble}" for one in rounds if one.trouble]
