"""The commune or the province at a glance, room by room: who is late, how the main figures move, units side by side, the map."""
