"""Tests of the workbook grammar."""
