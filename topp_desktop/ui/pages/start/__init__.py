"""The first run: language, who we are, where the answers live."""
