"""Which sentences and words of the two languages match."""
