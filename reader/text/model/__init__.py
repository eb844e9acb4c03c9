"""Articles and what belongs to them, as pure values."""
