"""What rooms of Party work lay beside a member (asked of his life) and beside a cell, each on its page."""

from soxa.kernel.beside import Beside

BESIDE_MEMBER, BESIDE_CELL = Beside(), Beside()
