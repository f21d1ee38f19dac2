"""The institution's side of the exchange: send, what came back, other computers, taking back."""
