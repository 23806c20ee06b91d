"""Measurements: every figure is a ratio to a baseline or peer of the same run, since machines are noisy."""
