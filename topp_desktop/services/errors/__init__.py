"""What people are told about a fault: three sentences for every code."""
