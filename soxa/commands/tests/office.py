"""An office at its machine, typing commands."""

import json
import os
import shutil

from soxa.commands.tests.warm import soxa


class Office:
    """A machine of its own: a data directory, a key file beside it, and a keyboard."""

    def __init__(self, directory):
        self.directory = directory
        self.env = {
            **os.environ,
            "SOXA_DATA_DIR": str(directory / "data"),
            "SOXA_KEY_FILE": str(directory / "keys"),
        }
        self.env.pop("SOXA_DATABASE_URL", None)

    def types(self, *words, code=0):
        done = soxa(words, self.env)
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
        return done.stdout if code == 0 else done.stderr

    def figures(self, *words):
        return {row["code"]: row for row in json.loads(self.types("figures", *words, "--json"))}

    def copy(self, directory):
        """The same book and key on another machine."""
        shutil.copytree(self.directory / "data", directory / "data")
        shutil.copy(self.directory / "keys", directory / "keys")
        return Office(directory)
