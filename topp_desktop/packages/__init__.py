"""Age files, JWS lines, keys: the only place that knows cryptography."""
