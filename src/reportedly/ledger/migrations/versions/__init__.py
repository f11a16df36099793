"""One file a change of shape, oldest first."""
