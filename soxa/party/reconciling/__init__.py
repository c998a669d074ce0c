"""Reconciliation: an export of the national member database held against the book, and each difference settled by hand."""
