"""Several people on one measurement: who they are, what each is asked, and how far they are."""
