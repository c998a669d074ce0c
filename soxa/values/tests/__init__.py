"""Tests of reported values: their workbooks and what they print."""
