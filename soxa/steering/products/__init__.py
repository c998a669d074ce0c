"""Products of the programme OCOP: whose they are, how many stars they were given, and until when the certificate holds."""
