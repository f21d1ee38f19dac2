"""Results: what the answers mean, in pictures, tables and sentences."""
