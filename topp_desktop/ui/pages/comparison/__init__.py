"""Two measurements beside each other, on their common questions only."""
