"""Pages that cross domains: who sees them, what they say, how often they ask."""
