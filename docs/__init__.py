"""Pages for people, and the script that makes those of them that follow from the code."""
