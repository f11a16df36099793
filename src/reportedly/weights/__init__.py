"""The trained weights that ship, with their card (README.md) and their SHA-256 (weights.json)."""
