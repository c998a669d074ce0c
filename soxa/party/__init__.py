"""Party members of the commune's committee: memberships, cards, files, cells; served by the Party Charter and its guidance."""
