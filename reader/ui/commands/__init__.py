"""Everything the reader can do, declared once, and the keys that ask for it."""
