"""Cards and badges: Party cards handed out, lost and exchanged; badges planned by award round, proposed, decided, awarded."""
