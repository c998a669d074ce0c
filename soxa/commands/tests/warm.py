"""The `soxa` command as a process of its own for each call, begun from one that has read the libraries already.

Nine tenths of a short command's time go into reading libraries. Here one process reads them (`python -m
soxa.commands.tests.warm`), knows nothing of settings or of a book, and forks for every command; what is tested is the
same program with the same environment, exit codes and streams. For the commands that only open a book that is there
(`OPENING`), a process of that environment has set Django up and forks in its place.
"""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, Any, NoReturn

# what a command may read; nothing of our own and nothing that asks for settings
LIBRARIES = (
    "click", "cryptography.x509", "django.contrib.auth.hashers", "django.core.management",
    "django.core.management.commands.migrate", "django.core.management.commands.makemigrations", "django.db.migrations",
    "django.db.backends.sqlite3.base", "django.db.models", "django.forms", "django.template.defaultfilters", "django.urls",
    "django.views.generic", "django.contrib.staticfiles.finders", "docx", "holidays.countries", "jinja2", "phonenumbers", "PIL.Image", "pkcs11",
    "pyhanko.pdf_utils.writer", "pyhanko.sign.validation", "pypdfium2", "python_calamine", "typst", "vietnam_provinces",
    "whitenoise", "xlsxwriter",
)  # fmt: skip

# nothing but Django's set-up before their own work: the key they find is the one that the settings were read with
OPENING = frozenset(
    {
        "account", "backup", "doctor", "exchange", "figures", "import", "law", "limit", "password", "recovery", "report",
        "restore", "signature", "tick", "upgrade",
    }
)  # fmt: skip


def soxa(
    words: Iterable[object], env: Mapping[str, str], cwd: Path | str | None = None
) -> "subprocess.CompletedProcess[str]":
    """Type `soxa WORDS…` in that environment and directory; its exit code (minus the signal that ended it) and streams."""
    return _asked([str(word) for word in words], env, cwd)


def python(
    program: str, words: Iterable[object], env: Mapping[str, str]
) -> "subprocess.CompletedProcess[str]":
    """Run a program of Python's with those arguments as a process of its own, with Django set up for the environment's book."""
    return _asked([str(word) for word in words], env, None, program)


def _asked(
    words: list[str], env: Mapping[str, str], cwd: Path | str | None, program: str = ""
) -> "subprocess.CompletedProcess[str]":
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        places = [f"/proc/{os.getpid()}/fd/{stream.fileno()}" for stream in (out, err)]
        kitchen = _kitchen()
        asked = {
            "words": words,
            "env": dict(env),
            "cwd": str(cwd or Path.cwd()),
            "streams": places,
            "program": program,
        }
        assert kitchen.stdin and kitchen.stdout
        kitchen.stdin.write(json.dumps(asked) + "\n")
        kitchen.stdin.flush()
        code = int(kitchen.stdout.readline())
        return subprocess.CompletedProcess(["soxa", *words], code, _read(out), _read(err))


def _read(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode()


@cache
def _kitchen() -> "subprocess.Popen[str]":
    begun = subprocess.Popen(
        [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    atexit.register(begun.kill)
    return begun


def _serve(orders: IO[str], answers: IO[str], *, opened: bool = False) -> None:
    """Fork for each line of `orders` and write its exit code into `answers`; `opened` is a process that has set Django up."""
    at_books: dict[str, tuple[IO[str], IO[str]]] = {}
    for line in orders:
        asked = json.loads(line)
        told = None if opened else _told_at_its_book(at_books, asked, line)
        if told is None:
            child = os.fork()
            if child == 0:
                _be(asked)
            told = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(told, file=answers, flush=True)


def _told_at_its_book(
    at_books: dict[str, tuple[IO[str], IO[str]]], asked: dict[str, Any], line: str
) -> int | None:
    """The exit code of a command that opens the book of its environment; None for any other."""
    key = Path(asked["env"].get("SOXA_KEY_FILE", ""))
    if not key.is_file() or (asked["words"] or [""])[0] not in OPENING and not asked["program"]:
        return None
    stat = key.stat()
    place = json.dumps([sorted(asked["env"].items()), stat.st_ino, stat.st_mtime_ns])
    if place not in at_books:
        at_books[place] = _at_book(asked["env"])
    orders, answers = at_books[place]
    orders.write(line)
    orders.flush()
    return int(answers.readline())


def _at_book(env: dict[str, str]) -> tuple[IO[str], IO[str]]:
    """A process with Django set up for that environment: where it reads orders and where it answers."""
    (reads, orders), (answers, writes) = os.pipe(), os.pipe()
    if os.fork() == 0:
        os.close(orders)
        os.environ.clear()
        os.environ.update(env)
        from soxa.commands.opening import set_up

        set_up()
        _serve(os.fdopen(reads), os.fdopen(writes, "w"), opened=True)
        os._exit(0)
    os.close(reads)
    os.close(writes)
    return os.fdopen(orders, "w"), os.fdopen(answers)


def _be(asked: dict[str, object]) -> NoReturn:
    """Become the command that was typed."""
    words, env, streams = asked["words"], asked["env"], asked["streams"]
    assert isinstance(words, list) and isinstance(env, dict) and isinstance(streams, list)
    for number, path in zip((0, 1, 2), ("/dev/null", *streams), strict=True):
        os.dup2(os.open(path, os.O_RDWR | os.O_APPEND), number)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(str(asked["cwd"]))
    sys.argv = ["soxa", *words]
    code = 1
    try:
        if asked["program"]:
            from soxa.commands.opening import set_up

            set_up()
            exec(compile(str(asked["program"]), "<program>", "exec"), {})
            code = 0
        else:
            from soxa.commands import main

            main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    for library in LIBRARIES:
        import_module(library)
    _serve(sys.stdin, sys.stdout)
