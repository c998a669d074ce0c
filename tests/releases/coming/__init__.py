"""The release after this one, with one more migration, as a test needs it: good, losing rows, or failing half way."""
