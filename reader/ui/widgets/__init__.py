"""Widgets know values, never sittings or storage: values come down, messages go up."""
