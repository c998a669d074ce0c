"""The typst compiler: one, kept alive, one job at a time, with the fonts of documents and no others."""

import os
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from soxa.kernel.paper import form

HERE = Path(__file__).resolve().parent

_turn = Lock()
_process: list[int] = []


def typeset_pdf(sheet: Path | bytes, inputs: dict[str, str], *, made: datetime) -> bytes:
    """The sheet (a file of the kernel, or the source itself) set with these inputs, as PDF/A-3b of the moment `made`.

    Raises ValueError when the sheet cannot be set, RuntimeError after a fork (see `_set`).
    """
    return _set(sheet, inputs, format="pdf", pdf_standards="a-3b", timestamp=made)


def typeset_png(source: bytes, inputs: dict[str, str], *, dots_per_inch: int) -> bytes:
    """The source set with these inputs, its one page as PNG. Raises as `typeset_pdf` does."""
    return _set(source, inputs, format="png", ppi=dots_per_inch)


def _set(source: Path | bytes, inputs: dict[str, str], **options: Any) -> bytes:
    """One job. Raises RuntimeError in a process forked after its parent had set something.

    The compiler's threads do not survive a fork: the job would wait for ever.
    """
    try:
        with _turn:
            if _process and _process[0] != os.getpid():
                raise RuntimeError("typst was in use before this process was forked: start workers first")
            _process[:] = [os.getpid()]
            made = _compiler().compile(input=source, sys_inputs=inputs, **options)
    except typst.TypstError as error:
        raise ValueError(f"this could not be set: {error.message}") from error
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[form.FONTS])
    return typst.Compiler(root=HERE.parent, font_paths=fonts, ignore_system_fonts=True)
