"""A file with answers: what it holds, what it would change here, and taking it in."""
