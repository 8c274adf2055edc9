"""Histories of git repositories: `history` reads one, `lanes` lays it out, `lines` draws it, `view` shows it."""
