"""The command that looks the machine and the book over and says in words what is well and what to do."""

import json

import click

from soxa.commands.opening import REFUSED, Trouble, set_up
from soxa.kernel.book import data_dir

_MARK = {"good": "[ổn]      ", "warn": "[nên làm] ", "bad": "[làm ngay]"}


@click.command()
@click.option("--all", "every", is_flag=True, help="Đọc lại mọi tệp, mọi niêm, cả tệp sổ (lâu hơn).")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def doctor(*, every: bool, as_json: bool) -> None:
    """Xét máy và sổ: cái gì ổn, cái gì phải làm."""
    if not data_dir().is_dir():
        raise Trouble('Chưa có sổ ở đây. Tạo sổ mới: soxa init --name "xã …".')
    set_up()
    from soxa.desk.checkup.table import findings, summary

    found = findings(every=every)
    level, words = summary(found)
    if as_json:
        told = {"level": level, "words": words, "findings": [one.as_json() for one in found]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for one in sorted(found, key=lambda one: one.weight):
            click.echo(f"{_MARK[one.level]} {one.title}: {one.found.what}")
            if one.found.to_do:
                click.echo(f"{' ' * 11}→ {one.found.to_do}")
    if level == "bad":
        raise Trouble(words, REFUSED)
    if not as_json:
        click.echo(words)
