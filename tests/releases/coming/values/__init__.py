"""The migrations of `values` that there are, and one more."""

from pathlib import Path

import soxa.values.migrations

_STANDING = Path(soxa.values.migrations.__file__).parent
__path__.append(str(_STANDING))
LAST = max(file.stem for file in _STANDING.glob("[0-9]*.py"))
