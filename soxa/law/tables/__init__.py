"""The tables of the law as files, read once and checked row by row."""

import csv
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one table ("limits", "holidays", "worked_examples") by column, cells stripped."""
    text = files(__name__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return [
        {column: cell.strip() for column, cell in row.items()} for row in csv.DictReader(text.splitlines())
    ]


def yes(cell: str) -> bool:
    """The truth of a cell; ValueError for anything but "yes" and "no"."""
    if cell not in ("yes", "no"):
        raise ValueError(f"“{cell}” is neither yes nor no.")
    return cell == "yes"
