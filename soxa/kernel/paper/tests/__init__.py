"""Tests of the paper: what is written must read the same in all three outputs."""
