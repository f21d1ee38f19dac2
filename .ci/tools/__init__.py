"""What dev.py does. Standard library only, except `catalogues`, which runs inside .venv."""
