"""What the pages around the road map share."""
