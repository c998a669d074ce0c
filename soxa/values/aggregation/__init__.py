"""What nobody reported for a unit, put together from what was: of the units below it, or of the measures it consists of."""
