"""At the meeting: the roll, guests, what is said and decided, on one screen that goes on without a network, or typed from paper."""
