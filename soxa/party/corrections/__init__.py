"""What stands behind a correction of a member's identity: the scan of the written consent, kept with its entry."""
