"""The rarer powers of a terminal's screen, which few programs use: loaded when the first of them comes.

``lines``   inserts, deletes and scrolls lines, and switches to the alternate screen and back
``modes``   is what a stream has set: a set of characters, insert mode
``orders``  reads the sequences that ask for these

media/features/console_screen.py is the chunk. It uses functions of media/console that ``escapes`` hands over, as an
import would bundle them twice.
"""
