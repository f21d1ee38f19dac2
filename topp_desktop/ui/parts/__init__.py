"""What more than one page shows; it knows the desk, and no page."""
