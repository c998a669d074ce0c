"""The command that opens the book to browsers, plainly on one machine or over TLS to an office network."""

import errno
import os
import signal
import socket
from pathlib import Path

import click

from soxa.commands.certificate import Certificate, given_certificate, names_of_machine, own_certificate
from soxa.commands.opening import Trouble, open_book

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 – the person who types it asks for it
_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.command()
@click.option(
    "--host", default="127.0.0.1", help="Địa chỉ lắng nghe; 0.0.0.0 để các máy khác trong cơ quan vào được."
)
@click.option("--port", default=None, type=click.IntRange(1, 65535), help="Cổng: 8000, với --tls là 8443.")
@click.option("--workers", default=2, type=click.IntRange(1, 64), help="Số tiến trình.")
@click.option("--tls", is_flag=True, help="Mở bằng HTTPS; không có --cert thì dùng chứng thư tự ký.")
@click.option("--cert", type=_FILE, help="Tệp chứng thư (PEM) của cơ quan.")
@click.option("--key", type=_FILE, help="Tệp khóa (PEM) của chứng thư.")
def serve(
    *, host: str, port: int | None, workers: int, tls: bool, cert: Path | None, key: Path | None
) -> None:
    """Mở sổ cho trình duyệt."""
    if (cert is None) != (key is None) or (cert and not tls):
        raise click.UsageError("--cert và --key đi cùng nhau, và đi cùng --tls.")
    shown = _certificate(host, cert, key) if tls else None
    _tell_settings(host, shown)
    open_book()
    bind = _bind(host, port or (8443 if tls else 8000))
    _refuse_taken(bind)
    from soxa.desk.traces import held_open

    with held_open() as free:
        if not free:
            raise Trouble("Sổ đang được nâng (soxa upgrade). Chờ xong rồi mở lại.")
        _gather_static_files()
        _say_open(bind, shown)
        _run(bind, workers, shown)


def _certificate(host: str, cert: Path | None, key: Path | None) -> Certificate:
    names = names_of_machine(host)
    if cert and key:
        return given_certificate(cert, key, names)
    from soxa.kernel.book import key_file

    return own_certificate(key_file().with_name(f"{key_file().name}.tls.pem"), names)


def _tell_settings(host: str, shown: Certificate | None) -> None:
    """The settings are read once, from the environment: so this comes before the book is opened."""
    if host not in {"127.0.0.1", "localhost"}:
        named = "*" if host in EVERYWHERE else f"127.0.0.1,localhost,{host}"
        os.environ.setdefault("SOXA_HOSTS", named)
    if shown:
        os.environ["SOXA_TLS"] = "own" if shown.own else "given"


def _say_open(bind: tuple[str, int], shown: Certificate | None) -> None:
    host, port = bind
    if shown is None:
        click.echo(f"Sổ đang mở tại http://{_in_address(host)}:{port}/  (Ctrl+C để đóng)")
        return
    if shown.said:
        click.echo(f"Lưu ý: {shown.said}", err=True)
    called = names_of_machine() if host in EVERYWHERE else [host]
    for name in [one for one in called if one not in {"::1", "localhost"}]:
        click.echo(f"Sổ đang mở tại https://{_in_address(name)}:{port}/  (Ctrl+C để đóng)")
    if shown.own:
        click.echo(
            "Chứng thư tự ký: trình duyệt sẽ hỏi lần đầu. Chỉ chấp nhận khi dấu vân tay SHA-256 trình duyệt nêu "
            f"trùng với:\n  {shown.fingerprint}"
        )
    click.echo(f"Chứng thư có hiệu lực đến ngày {shown.until:%d/%m/%Y}.")


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _bind(host: str, port: int) -> tuple[str, int]:
    return host.strip("[]"), port


def _run(bind: tuple[str, int], workers: int, shown: Certificate | None) -> None:
    from gunicorn.app.wsgiapp import WSGIApplication

    options = {
        "bind": f"{_in_address(bind[0])}:{bind[1]}",
        "workers": workers,
        "threads": 4,
        "loglevel": "warning",
        "preload_app": False,
        "worker_class": "gthread",
        "control_socket_disable": True,
    }
    if shown:
        options |= {"certfile": str(shown.cert), "keyfile": str(shown.key)}

    class Server(WSGIApplication):
        """Gunicorn with our options instead of its command line."""

        def load_config(self) -> None:
            """Options are given here, once."""
            for name, value in options.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)
            self.app_uri = "soxa.wsgi:application"

    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    Server("%(prog)s").run()


def _gather_static_files() -> None:
    """Styles, letters and scripts under names that carry their digest, compressed once."""
    from django.conf import settings
    from django.core.management import call_command

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)


def _refuse_taken(bind: tuple[str, int]) -> None:
    host, port = bind
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Trouble(_why_not_bound(error, host, port)) from error


def _why_not_bound(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EACCES:
        return f"Máy không cho người dùng thường mở cổng {port}. Chọn cổng từ 1024 trở lên: soxa serve --port 8443."
    if error.errno == errno.EADDRINUSE:
        return (
            f"Không mở được cổng {port}: đang có chương trình khác dùng. "
            f"Chọn cổng khác: soxa serve --port {port + 1 if port < 65535 else 8000}."
        )
    return f"Máy này không có địa chỉ {host}. Dùng --host 0.0.0.0, hoặc địa chỉ của chính máy này."
