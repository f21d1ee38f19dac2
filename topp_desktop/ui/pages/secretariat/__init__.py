"""The secretariat's pages: inbox, institutions, regional picture, invitations, identity."""
