"""The library on disk: one SQLite file, behind a Store. The only package that knows sqlite3."""
