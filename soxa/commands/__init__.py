"""What one types: `soxa init`, `demo`, `serve`, `account`, `import`, `figures`, `report`, `law`, `tick`, `exchange`, `backup`, `upgrade`, `doctor` and the rest."""

import sys

import click

from soxa.commands.accounts import account, password
from soxa.commands.books import backup, bench_data, demo, init, recovery, restore, tick
from soxa.commands.doctor import doctor
from soxa.commands.exchanging import exchange
from soxa.commands.opening import Trouble
from soxa.commands.questions import figures, law, limit, replay, report
from soxa.commands.serving import serve
from soxa.commands.signatures import signature
from soxa.commands.upgrading import upgrade
from soxa.commands.workbooks import import_
from soxa.kernel.refusal import Refused
from soxa.kernel.sealed.keys import KeyTrouble


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def soxa() -> None:
    """Sổ Xã – quyển sổ của xã: mỗi con số mở ra được các dòng của nó."""


for command in (
    init,
    demo,
    serve,
    import_,
    figures,
    report,
    replay,
    law,
    signature,
    limit,
    tick,
    exchange,
    backup,
    restore,
    upgrade,
    doctor,
    recovery,
    account,
    password,
    bench_data,
):
    soxa.add_command(command)


def main() -> None:
    """Run the command; 0 done, 1 input refused or a finding, 2 wrong usage; errors in plain words on stderr."""
    try:
        code = soxa.main(prog_name="soxa", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Đã dừng theo yêu cầu.", err=True)
        code = 1
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (Refused, KeyTrouble) as refusal:
        click.echo(str(refusal), err=True)
        code = 1
    except OSError as error:
        click.echo(f"Không đọc, ghi được {error.filename}: {error.strerror}.", err=True)
        code = 1
    except Trouble as trouble:
        click.echo(str(trouble), err=True)
        code = trouble.exit_code
    sys.exit(code if isinstance(code, int) else 0)
