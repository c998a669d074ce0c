"""The certificates and lists that a book trusts go into its copy."""

import zipfile

import pytest

from soxa.desk.backup_file import check_backup
from soxa.desk.safekeeping import write_backup
from soxa.documents import anchors
from soxa.documents.signing.tests.conftest import authority  # noqa: F401
from soxa.kernel.access import machine
from soxa.party.tests.cast import TODAY


@pytest.mark.django_db
def test_what_is_trusted_is_in_the_backup(authority, settings, tmp_path, tmp_path_factory):  # noqa: F811
    settings.DATA_DIR = tmp_path
    out = tmp_path_factory.mktemp("out") / "so.zip"
    for content in (authority.root.pem, authority.issuing.der):
        anchors.add(content, machine("thử"), on=TODAY)
    write_backup(out)
    assert check_backup(out) == []
    with zipfile.ZipFile(out) as packed:
        kept = {packed.read(one) for one in packed.namelist() if one.startswith("trust/")}
    assert kept == {authority.root.der, authority.issuing.der}
