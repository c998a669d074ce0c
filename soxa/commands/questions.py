"""Commands that ask the book: figures, reports, replays of published figures, the law it follows."""

import json
from pathlib import Path
from typing import Any

import click

from soxa.commands.opening import (
    DAY,
    REFUSED,
    USAGE,
    Trouble,
    as_table,
    moment_asked,
    open_book,
    set_up,
    throw_away_book,
    today,
    unit_named,
)


@click.command()
@click.argument("codes", nargs=-1)
@click.option("--unit", "unit_code", help="Mã đơn vị (mặc định: xã duy nhất trong sổ).")
@click.option("--on", type=DAY, help="Số liệu đến hết ngày.")
@click.option("--period", help="Kỳ: 2025, 2025-H1, 2025-Q3, 2025-07, 2025-07-01..2026-01-01.")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def figures(
    *, codes: tuple[str, ...], unit_code: str | None, on: Any, period: str | None, as_json: bool
) -> None:
    """In các con số của một đơn vị."""
    open_book()
    from soxa.kernel.figures import find, known_codes, read_many
    from soxa.kernel.request_memo import held_anyway

    try:
        with held_anyway():
            asked = [find(code) for code in codes or known_codes()]
    except KeyError as error:
        raise Trouble(f"Không có con số nào mang mã {error.args[0]}.", USAGE) from error
    unit, moment = unit_named(unit_code), moment_asked(on, period)
    readings = read_many(asked, moment, [unit.id])
    shown = [readings[figure.code, unit.id] for figure in asked]
    if as_json:
        rows = [figure_json(reading, unit.code, over=bool(period)) for reading in shown]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    click.echo(
        as_table([(reading.figure.code, str(reading.figure.title), reading.text) for reading in shown])
    )


def figure_json(reading: Any, unit_code: str, *, over: bool) -> dict[str, Any]:
    """A reading as the object that `--json` prints."""
    figure, moment = reading.figure, reading.moment
    when = {"on": str(moment.on)} if figure.is_stock and not over else {"period": moment.period_key}
    value = None if reading.value is None else f"{reading.value.normalize():f}"
    return {
        "code": figure.code,
        "title": str(figure.title),
        "unit": str(figure.measure),
        "of": unit_code,
        **when,
        "part": reading.part,
        "whole": reading.whole,
        "value": value,
        "text": reading.text,
    }


@click.command()
@click.argument("kind", type=click.Choice(["half-year", "year"]))
@click.option("--unit", "unit_code", help="Mã đơn vị (mặc định: xã duy nhất trong sổ).")
@click.option("--period", required=True, help="Kỳ, ví dụ 2026-H1.")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tệp .docx, .pdf hoặc .html.",
)
@click.option("--issue", is_flag=True, help="Phát hành: cấp số và đóng băng số liệu.")
def report(*, kind: str, unit_code: str | None, period: str, out: Path, issue: bool) -> None:
    """Viết báo cáo ra Word, PDF hoặc HTML."""
    if out.suffix not in {".docx", ".pdf", ".html"}:
        raise Trouble(
            f"Không viết được tệp {out.suffix or 'không đuôi'}; chọn .docx, .pdf hoặc .html.", USAGE
        )
    open_book()
    moment_asked(None, period)
    from soxa.kernel.access import machine
    from soxa.kernel.flow import Refused
    from soxa.reports.writing import issue_report, open_draft, rendered

    unit = unit_named(unit_code)
    try:
        drafted = open_draft(kind, unit.id, period, machine("soxa report"))
        if issue:
            issue_report(drafted, machine("soxa report"), signed_on=today())
        out.write_bytes(rendered(drafted, out.suffix, today()))
    except (Refused, ValueError) as error:
        raise Trouble(str(error), USAGE if isinstance(error, ValueError) else REFUSED) from error
    click.echo(f"Đã viết {out}.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def replay(*, file: Path, as_json: bool) -> None:
    """Dựng lại số liệu một xã đã công bố, trong một quyển sổ tạm."""
    with throw_away_book():
        from soxa.samples.replay import UnknownKey, replayed

        try:
            rows = replayed(file.read_text(encoding="utf-8"))
        except (UnknownKey, ValueError) as error:
            raise Trouble(f"{file.name}: {error}", REFUSED) from error
    if as_json:
        click.echo(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=1))
    else:
        click.echo(
            as_table(
                [(row.code, row.published, row.computed or "chưa có trong sổ", row.word) for row in rows]
            )
        )
    different = [row for row in rows if not row.same]
    if different:
        raise Trouble(f"{len(different)}/{len(rows)} dòng không giống số đã công bố.", REFUSED)


@click.command()
@click.argument("code", default="")
@click.argument("day", type=DAY, required=False)
def limit(*, code: str, day: Any) -> None:
    """Thời hạn tính từ một ngày và vì sao: soxa limit KN-1-NORMAL 20/11/2026; không ghi gì thì in các thời hạn."""
    from soxa.law.limits import LIMITS, limit_on

    if not code:
        click.echo(as_table([(one.code, one.title, str(one.cite)) for one in LIMITS]))
        return
    open_book()
    from soxa.kernel.calendar import working_calendar

    start = day.date() if day else today()
    try:
        due = limit_on(code, start).due(start, working_calendar())
    except KeyError as error:
        raise Trouble(f"Không có thời hạn mang mã {code}. Xem mã: soxa limit.", USAGE) from error
    except LookupError as error:
        raise Trouble(str(error)) from error
    click.echo("\n".join(due.why()))


@click.command()
def law() -> None:
    """In điều khoản → quy tắc trong chương trình → phép thử."""
    set_up()
    from soxa.law.citation import CITED
    from soxa.law.force import LAWS
    from soxa.wiring import load_rules

    load_rules()
    tested = _tests_by_name()
    rules = [
        (str(cite), rule, tested.get(rule.rsplit(".", 1)[1], "chưa có phép thử"))
        for rule, cites in CITED.items()
        for cite in cites
    ]
    values = [
        (str(row.cite), value.title, "" if row.confirmed else "chưa xác nhận")
        for value in LAWS.values()
        for row in value.rows
    ]
    click.echo(as_table(sorted(rules + values)))


def _tests_by_name() -> dict[str, str]:
    """The test files (where the program came with its tests) in which each word occurs."""
    import re

    import soxa

    found: dict[str, set[str]] = {}
    for file in Path(soxa.__path__[0]).glob("*/tests/test_*.py"):
        for word in set(re.findall(r"\w+", file.read_text(encoding="utf-8"))):
            found.setdefault(word, set()).add(f"{file.parent.parent.name}/{file.name}")
    return {word: ", ".join(sorted(files)) for word, files in found.items()}
