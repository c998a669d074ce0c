"""Inspection and supervision: the year's programme, each case through its stages, its conclusion, and what came of it.

Serves Quy định 296-QĐ/TW on inspection, supervision and discipline in the Party.
"""
