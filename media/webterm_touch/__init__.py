"""The terminal on touch screens: the bar of keys, Ctrl and Alt for whatever keyboard there is, and what fingers do."""
