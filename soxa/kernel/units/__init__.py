"""The dated tree of units: one structure that is both the organisation and the tenancy."""
