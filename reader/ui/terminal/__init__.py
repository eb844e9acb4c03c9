"""The terminal: driver, clipboard, external editor."""
