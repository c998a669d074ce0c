"""Admission as a case: from the list of prospects through file, votes, decision and ceremony to recognition and the card."""
