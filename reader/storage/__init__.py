"""The library on disk: one SQLite file. The only place that knows sqlite3."""
