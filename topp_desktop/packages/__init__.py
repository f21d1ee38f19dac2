"""Sealing (age), signing (JWS) and the strict reader. See docs/exchange.md."""
