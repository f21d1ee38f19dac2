"""What became of the road map."""
