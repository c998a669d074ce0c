"""What is installed is what stands here: every page, style, letter and table goes into the wheel."""

import tomllib

from tests.house.source import ROOT


def _declared() -> set[str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        globs = tomllib.load(file)["tool"]["setuptools"]["package-data"]["soxa"]
    return {str(found.relative_to(ROOT)) for glob in globs for found in (ROOT / "soxa").glob(glob)}


def test_every_file_of_the_program_is_declared():
    files = (
        file for file in (ROOT / "soxa").rglob("*") if file.is_file() and "__pycache__" not in file.parts
    )
    data = {str(file.relative_to(ROOT)) for file in files if file.suffix != ".py"}
    assert data
    assert data - _declared() == set()


def test_every_folder_of_code_is_a_package():
    bare = {str(file.parent.relative_to(ROOT)) for file in (ROOT / "soxa").rglob("*.py")}
    assert {name for name in bare if not (ROOT / name / "__init__.py").exists()} == set()
