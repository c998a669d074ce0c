"""One process for one database: makes its book, then runs a round of a contest for each line that it is sent."""

import json
import os
import sys
from typing import Any

from bench.book import QUICK, WHOLE, Size, alone, ensure, gather_static
from bench.clock import still


def main() -> None:
    """Lines in: the name of a contest and who begins; lines out: JSON samples. The first line out says "ready"."""
    size, wanted = (QUICK if sys.argv[1] == "quick" else WHOLE), sys.argv[2].split(",")
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    with alone():
        ensure(size)
        gather_static()
        contests = _contests(size, wanted)
    still()
    print("ready", file=answers, flush=True)
    for line in sys.stdin:
        name, first = line.split()
        print(json.dumps(contests[name].round(first=int(first))), file=answers, flush=True)


def _contests(size: Size, wanted: list[str]) -> dict[str, Any]:
    from bench.contests import attendance, figures, forms, glance, pages, search

    contests: dict[str, Any] = pages() if set(wanted) & {"bare", "sight", "province"} else {}
    if "figures" in wanted:
        contests["figures"] = figures()
    if "forms" in wanted:
        contests["forms"] = forms()
    if "attendance" in wanted:
        contests["attendance"] = attendance()
    if "glance" in wanted:
        contests["glance"] = glance()
    if "search" in wanted:
        contests["search"] = search(size.papers)
    return {name: one._replace(times=1) for name, one in contests.items()} if size is QUICK else contests


if __name__ == "__main__":
    main()
