"""The terminal on touch screens, loaded with the first touch.

``bar``               is the row of keys that phones lack
``modifiers``         holds its Ctrl and Alt, which apply to the next key of any keyboard
``dragging``          scrolls by a drag, and selects by a long press
``screen_keyboard``   keeps the terminal above the on-screen keyboard
"""
