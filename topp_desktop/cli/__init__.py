"""The command `topp`: the same services without a window."""
