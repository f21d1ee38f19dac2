"""What the road map needs from others."""
