"""What both sides of the exchange share, and receiving."""
