"""Every measurement of every institution on this computer."""
