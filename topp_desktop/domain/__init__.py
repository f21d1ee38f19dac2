"""What a planning specialist would recognise. Pure Python: no files, no database, no window."""
