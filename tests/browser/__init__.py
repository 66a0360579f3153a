"""Pages as readers have them, in a real browser."""
