"""Use cases, one file per thing a person does; ports as Protocols. No Qt and no SQL."""
