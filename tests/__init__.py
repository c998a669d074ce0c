"""Tests of the house as a whole; the tests of a domain stand inside it."""
