"""Many files signed with one token; stops cleanly when the token or the time stamps are gone."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyhanko.sign.timestamps import TimeStamper

from soxa.documents.signing.marks import Mark
from soxa.documents.signing.signer import NoStamp, Signed, sign
from soxa.documents.signing.tokens import Token, TokenGone
from soxa.documents.signing.trust import Trust
from soxa.kernel.refusal import Refused


@dataclass(frozen=True)
class Task:
    """One file to sign; `key` is how the caller knows it."""

    key: str
    content: bytes
    mark: Mark


@dataclass(frozen=True)
class Outcome:
    """What became of a list: signed ones, refused ones with the reason in words, and those not come to.

    `stopped` says why the work ended before the end of the list; empty when it did not.
    """

    done: tuple[tuple[str, Signed], ...]
    refused: tuple[tuple[str, str], ...]
    untouched: tuple[str, ...]
    stopped: str = ""


def sign_all(
    tasks: Iterable[Task],
    token: Token,
    *,
    timestamper: TimeStamper | None = None,
    revocation: Trust | None = None,
) -> Outcome:
    """Sign each in turn. A file that is refused does not hold up the others; no file comes out half-signed."""
    waiting, done, refused, stopped = list(tasks), [], [], ""
    while waiting and not stopped:
        task = waiting[0]
        try:
            done.append(
                (
                    task.key,
                    sign(task.content, token, task.mark, timestamper=timestamper, revocation=revocation),
                )
            )
        except (TokenGone, NoStamp) as error:
            stopped = str(error)
            continue
        except Refused as error:
            refused.append((task.key, str(error)))
        waiting.pop(0)
    return Outcome(tuple(done), tuple(refused), tuple(task.key for task in waiting), stopped)
