"""Rarely used features of a terminal's screen, and the limits of the scrollback; loaded with the first use of one.

``lines``     inserts, deletes and scrolls lines, and switches to and from the alternate screen
``modes``     holds what a stream has set: character sets, insert mode
``dropping``  drops the oldest lines of a console that has too many
``orders``    interprets the sequences for these features

media/features/console_screen.py is the chunk. It uses functions of media/console that ``escapes`` passes to it, because
imports would bundle them twice.
"""
