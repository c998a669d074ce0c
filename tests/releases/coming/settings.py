"""The settings of the coming release: those of this one, a higher number, and one more migration of `values`."""

import soxa

soxa.VERSION = "99.1.0"

from soxa.settings import *  # noqa: E402, F403

MIGRATION_MODULES = {"values": "tests.releases.coming.values"}
