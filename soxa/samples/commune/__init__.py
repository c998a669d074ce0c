"""The demo commune: xã Đồng Vải, merged from four on 1 July 2025, invented to the last member, with counts known by hand."""

from soxa.samples.commune.book import load
from soxa.samples.commune.offices import sign_ins

__all__ = ["load", "sign_ins"]
