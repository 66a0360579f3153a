"""Faster ways to the same answers as the reference interpreter."""
