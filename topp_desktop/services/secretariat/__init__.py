"""A secretariat at its desk: identity, decisions, ledger, regional picture."""
