"""Convening: who was told of a meeting and answers that he comes, its papers and invitation, what is about to be broken, calendars."""
