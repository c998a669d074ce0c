"""The program's settings with one address more: the bare page that the member list is measured against."""

from soxa.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
