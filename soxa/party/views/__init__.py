"""The Party's pages: members, the acts on them, and cells."""
