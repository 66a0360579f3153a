"""Benchmarks: ratios to named peers, measured in one run. None of them is a timed test."""
