"""The officials' pages that cross domains: what waits for me, the commune at a glance, journal, units, settings."""
