"""Engines that turn French into English, and what they may send. The only package that knows their clients."""
