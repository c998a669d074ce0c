"""What later rooms lay beside a document on its page."""

from soxa.kernel.beside import Beside

BESIDE_DOCUMENT = Beside()
