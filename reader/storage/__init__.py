"""The library: one SQLite file behind a Store. Only this package uses sqlite3."""
