"""Fills one Word template in a process of its own that sees no book: JSON in, JSON out, little time and memory, no file.

A template may name places, `{{ trich_yeu }}`, and leave parts out, `{% if noi_nhan %}…{% else %}…{% endif %}`; nothing
else. This file is run by its path and imports nothing of the program.
"""

import base64
import json
import resource
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Template
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

SECONDS, MEMORY = 5, 1024 * 1024 * 1024
MOST = 25 * 1024 * 1024
BEGIN, END = {"variable_begin", "block_begin"}, {"variable_end", "block_end"}
CLOSED = {"raw_begin", "comment_begin"}
SHOWN = 60


class Refused(Exception):
    """The template asks for what it may not have: `fault` names the rule, `words` are the template's own."""

    def __init__(self, fault: str, *words: str) -> None:
        super().__init__(fault)
        self.fault, self.words = fault, [one[:SHOWN] for one in words]


class Room(ImmutableSandboxedEnvironment):
    """An environment without functions or filters, which looks at every tag before it is read as a template."""

    def __init__(self, known: set[str]) -> None:
        super().__init__(autoescape=True)
        for held in (self.globals, self.filters, self.tests):
            held.clear()
        self.known = known
        self.used: set[str] = set()

    def from_string(self, source: Any, *args: Any, **options: Any) -> Template:
        """The template, when each of its tags is a name that is known or a condition on one."""
        for opening, words in self._tags(str(source)):
            self._look(opening, words)
        return super().from_string(source, *args, **options)

    def _tags(self, source: str) -> Iterator[tuple[str, list[str]]]:
        """Each tag as (its opening, its words)."""
        opening: str = ""
        words: list[str] = []
        for _line, sort, value in self.lex(source):
            if sort in CLOSED:
                raise Refused("tag", value)
            if sort in BEGIN:
                opening, words = sort, []
            elif sort in END:
                yield opening, words
                opening = ""
            elif opening and sort != "whitespace":
                words.append(value)

    def _look(self, opening: str, words: list[str]) -> None:
        name = words
        if opening == "block_begin":
            if words in (["else"], ["endif"]):
                return
            if words[:1] != ["if"]:
                raise Refused("tag", " ".join(words))
            name = words[2:] if words[1:2] == ["not"] else words[1:]
        if len(name) != 1 or not name[0].isidentifier():
            raise Refused("tag", "".join(name))
        if name[0] not in self.known:
            raise Refused("unknown", name[0])
        self.used.add(name[0])


def filled(content: bytes, values: dict[str, str]) -> tuple[bytes, list[str]]:
    """The template with these values in their places, and the places it has. Raises Refused."""
    room = Room(set(values))
    try:
        template = DocxTemplate(BytesIO(content))
        template.render(values, jinja_env=room, autoescape=True)
        made = BytesIO()
        template.save(made)
    except TemplateError as error:
        raise Refused("broken", str(error)) from error
    if made.tell() > MOST:
        raise Refused("large")
    return made.getvalue(), sorted(room.used)


def answered(job: dict[str, Any]) -> dict[str, Any]:
    """The job's file with what it used, or the fault for which there is none."""
    try:
        made, used = filled(base64.b64decode(job["template"]), job["values"])
    except Refused as refused:
        return {"fault": refused.fault, "words": refused.words}
    except MemoryError:
        raise  # ends without an answer, as one that takes too long does
    except Exception:  # whatever a strange package makes of the libraries, it is not a template
        return {"fault": "unreadable", "words": []}
    return {"file": base64.b64encode(made).decode(), "used": used}


def main() -> None:
    """Read one job from standard input and answer it on standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    json.dump(answered(json.load(sys.stdin)), sys.stdout)


if __name__ == "__main__":
    main()
