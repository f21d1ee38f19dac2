"""Needs: training, technical assistance, what could be taught and learnt."""
