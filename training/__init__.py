"""Corpora to weights: how the engine that ships was trained. See README.md."""
