"""Transfers of membership as cases: asked for, looked at by the cell, introduced by letter, received; and the clocks that run on them."""
