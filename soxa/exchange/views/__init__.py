"""Pages of the exchange of documents."""
