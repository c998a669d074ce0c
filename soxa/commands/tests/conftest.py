"""Books that commands are typed at, made once."""

import pytest

from soxa.commands.tests.office import Office


@pytest.fixture(scope="session")
def demo(filled_demo, tmp_path_factory):
    """The demo commune's book; its tests change nothing that another counts."""
    office = Office(filled_demo.directory).copy(tmp_path_factory.mktemp("demo"))
    office.said = filled_demo.said
    return office


@pytest.fixture(scope="session")
def begun(tmp_path_factory):
    """A new book without anything in it, to read or to copy."""
    office = Office(tmp_path_factory.mktemp("begun"))
    office.types("init", "--name", "xã Không Có Thật")
    return office
