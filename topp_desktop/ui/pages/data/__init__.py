"""Your data: where it lives, copies, bringing one back, handing over, passphrase, changes."""
