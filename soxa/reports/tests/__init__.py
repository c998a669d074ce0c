"""Tests of reports against numbers counted by hand."""
