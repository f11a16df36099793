"""Hostile inputs, made by chance and kept when they do harm; `python -m fuzz --help`."""
