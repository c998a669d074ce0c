"""People, the offices they hold over time, the accounts they sign in with, and the authority that follows."""
