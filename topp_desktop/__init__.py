"""TOPP Desktop: self-diagnosis, road map and regional picture of institutional capacities."""

__version__ = "0.1.0"
