"""The terminal on touch screens: the bar of keys, Ctrl and Alt for any keyboard, and gestures."""
