"""Word templates of offices: looked through when they come, filled in a closed room, one in use for each kind of a body."""
