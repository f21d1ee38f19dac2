"""What every layer may stand on: paths, resources, words, settings, logging. No domain in it."""
