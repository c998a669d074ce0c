"""The `soxa` command as a process of its own for each call, begun from one that has read libraries and models already.

Nine tenths of a short command's time go into reading them. Here one process does (`python -m soxa.commands.tests.warm`): it
sets Django up for no book, and forks for every command. The command finds Django not set up and sets it up as ever, from the
settings as its own environment gives them; only the modules of the apps are there already. What is tested is the same program
with the same environment, exit codes and streams; `test_commands.py` holds it against processes begun from nothing.
"""

import atexit
import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, NoReturn

# what a command may read; nothing of our own and nothing that asks for settings
LIBRARIES = (
    "click", "cryptography.x509", "django.contrib.auth.hashers", "django.core.management",
    "django.core.management.commands.migrate", "django.core.management.commands.makemigrations", "django.db.migrations",
    "django.db.backends.sqlite3.base", "django.db.models", "django.forms", "django.template.defaultfilters", "django.urls",
    "django.views.generic", "django.contrib.staticfiles.finders", "docx", "holidays.countries", "jinja2", "phonenumbers", "PIL.Image", "pkcs11",
    "pyhanko.pdf_utils.writer", "pyhanko.sign.validation", "pypdfium2", "python_calamine", "typst", "vietnam_provinces",
    "whitenoise", "xlsxwriter",
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


def _serve(orders: IO[str], answers: IO[str]) -> None:
    """Fork for each line of `orders` and write its exit code into `answers`."""
    for line in orders:
        child = os.fork()
        if child == 0:
            _be(json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=answers, flush=True)


def _read_the_apps() -> None:
    """Set Django up where there is neither book nor key, and leave nothing standing of it but what was read."""
    with tempfile.TemporaryDirectory() as nowhere:
        os.environ.clear()
        os.environ.update(SOXA_DATA_DIR=nowhere, SOXA_KEY_FILE=f"{nowhere}/keys")
        from soxa.commands.opening import set_up

        set_up()
    import django
    from asgiref.local import Local
    from django.apps import apps
    from django.conf import settings
    from django.core.cache import caches
    from django.db import connections
    from django.utils.functional import empty

    settings._wrapped = empty
    for one in (connections, caches):
        vars(one).pop("settings", None)
        one._settings, one._connections = None, Local(one.thread_critical)
    begin = django.setup

    def stand(ready: bool) -> None:
        apps.apps_ready = apps.models_ready = apps.ready = ready

    def set_up_anew(*, set_prefix: bool = True) -> None:
        stand(True)
        begin(set_prefix)

    stand(False)
    django.setup = set_up_anew
    del sys.modules["soxa.settings"]
    gc.freeze()


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
    _read_the_apps()
    _serve(sys.stdin, sys.stdout)
