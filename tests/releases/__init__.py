"""Books of earlier releases, kept to be upgraded by every later one, and a release that is yet to come, to upgrade to."""
