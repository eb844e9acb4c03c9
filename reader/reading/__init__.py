"""Use cases: a Sitting with one article, the Library, undo."""
