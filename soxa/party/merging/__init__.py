"""Two records of one person made one: found, compared, merged with an entry and a tombstone, or said to be two people."""
