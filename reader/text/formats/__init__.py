"""Text files and translation memories as values."""
