"""SQLAlchemy tables, stores and migrations: the only place that knows SQL."""
