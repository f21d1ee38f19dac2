"""The regional picture: aggregates and suppression."""
