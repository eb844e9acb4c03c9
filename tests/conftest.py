"""What holds for every test: a busy machine is no failure, so that no property is given a time."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
