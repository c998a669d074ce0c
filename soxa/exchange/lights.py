"""Where a package stands, in one light and its words."""

from soxa.exchange.models import Package

P = Package
GOOD, WARN, BAD, QUIET = "good", "warn", "bad", "quiet"
_LIGHTS = {
    P.HERE: WARN, P.ASKED: WARN, P.TAKEN: GOOD, P.DAMAGED: BAD, P.WITHDRAWN: QUIET, P.WAITING: QUIET, P.TURNED_DOWN: QUIET,
}  # fmt: skip
_CODE_LIGHTS = {"02": BAD, "16": WARN, "13": WARN, "03": GOOD, "04": GOOD, "05": GOOD, "06": GOOD, "15": GOOD}


def stands(one: Package) -> tuple[str, str]:
    """Light and words of where a package stands: out, what the other office answered; in, what was done with it."""
    if one.ours and one.code:
        return _CODE_LIGHTS.get(one.code, QUIET), str(one.get_code_display())
    return _LIGHTS.get(one.state, QUIET), str(one.get_state_display())
