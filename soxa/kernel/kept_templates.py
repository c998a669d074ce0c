"""Templates stay compiled from one process to the next, beside Python's own compiled files and by the same rules."""

import hashlib
import sys
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

import soxa


class KeptTemplates(FileSystemBytecodeCache):
    """One file for each template. `made_with` names all that turns its text into code beside Jinja2 itself.

    Where nothing can be written, or Python was asked not to, templates are compiled in each process and nothing is said.
    """

    def __init__(self, directory: Path, made_with: Any) -> None:
        super().__init__(str(directory), "jinja2-%s.cache")
        self._made_with = f"{jinja2.__version__} {made_with!r} "

    def get_source_checksum(self, source: str) -> str:
        """Of the text and of what compiles it: what another Jinja2 or other options have made is not taken."""
        return hashlib.sha256((self._made_with + source).encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept, if it can be read."""
        try:
            super().load_bytecode(bucket)
        except OSError:
            return

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, if it can be kept."""
        if sys.dont_write_bytecode:
            return
        try:
            super().dump_bytecode(bucket)
        except OSError:
            return


def beside_python() -> Path:
    """Where Python keeps the package's own compiled files: only who may change the program may write there."""
    assert soxa.__file__
    return Path(cache_from_source(soxa.__file__)).parent
