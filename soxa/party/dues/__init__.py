"""Party dues: what a member owes for a month, what a cell collects, what is owing, and what goes up."""
