"""What rooms lay beside a meeting on its page."""

from soxa.kernel.beside import Beside

BESIDE_MEETING = Beside()
