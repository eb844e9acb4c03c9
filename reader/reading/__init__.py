"""Use cases: the session, an open article, the library, undo, translation."""
