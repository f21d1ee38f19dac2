"""Geometry of every picture as plain shapes; painted by ui on screen and by reports on paper."""
