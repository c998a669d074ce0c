"""Tests of the exchange of documents by packages."""
