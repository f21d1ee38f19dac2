"""The next measurement: it begins with the answers of the last one, each to be asked again."""
