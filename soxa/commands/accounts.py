"""Commands about accounts, for whoever owns the machine: the first keeper of the system, a password nobody knows any more."""

import click

from soxa.commands.opening import Trouble, open_book, today, unit_named


@click.command()
@click.argument("username")
def password(*, username: str) -> None:
    """Cấp lại mật khẩu cho một tài khoản, khi trong sổ không còn ai cấp được."""
    open_book()
    from soxa.desk.account_acts import reset_password
    from soxa.kernel.access import machine
    from soxa.org.models import Account

    account = Account.objects.filter(username=username.strip().lower()).first()
    if account is None:
        raise Trouble(f"Không có tài khoản “{username}” trong sổ.")
    told = reset_password(account, (machine("soxa password"),))
    click.echo(f"Tài khoản {account.username} · mật khẩu mới: {told} (đổi ngay sau khi vào).")


@click.command()
@click.option("--name", required=True, help="Họ và tên người dùng tài khoản.")
@click.option("--role", required=True, help="Vai trong sổ: system_admin, office_head …")
@click.option("--title", default="", help="Chức vụ; để trống thì lấy tên của vai.")
@click.option("--unit", "code", default=None, help="Mã đơn vị; để trống khi sổ chỉ có một xã.")
def account(*, name: str, role: str, title: str, code: str | None) -> None:
    """Mở một tài khoản, ví dụ của người quản trị hệ thống đầu tiên."""
    open_book()
    from soxa.desk.account_acts import GivenOffice, create
    from soxa.kernel.access import ROLES, machine
    from soxa.org.models import Office

    if role not in ROLES:
        raise click.UsageError(f"Không có vai “{role}”. Chọn: {', '.join(ROLES)}.")
    if not name.strip():
        raise click.UsageError('Thiếu họ và tên: --name "…"')
    unit = unit_named(code)
    office = GivenOffice(role, unit.id, title or str(ROLES[role].title), Office.EMPLOYED, "", today())
    made, told = create(None, name, office, username="", actors=(machine("soxa account"),))
    click.echo(f"Đã mở tài khoản {made.username} · mật khẩu: {told} (đổi ngay sau khi vào).")
