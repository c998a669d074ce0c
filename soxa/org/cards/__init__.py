"""Sign-in cards: a code and a PIN on paper for who has no e-mail, and the devices on which one is signed in."""
