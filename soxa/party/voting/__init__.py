"""How a cell and a committee vote on a person: who is counted, how many must agree, what was cast."""
