"""Reviewing: the least certain merges and facts of a build as questions, and people's answers as corrections.

`questions` chooses what to ask → `answers` writes what was answered into ``corrections.toml``.
"""
