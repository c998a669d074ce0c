"""Tests of the law, with oracles written by hand."""
