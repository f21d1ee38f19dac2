"""An institution sends, opens what comes back, and takes back."""
