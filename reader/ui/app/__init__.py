"""The application, and what starts and ends it."""
