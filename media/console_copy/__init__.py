"""The content of consoles as text and as HTML: for the clipboard, for a file, and for hosts that call ``text()``.

``collecting``  gathers text and HTML side by side
``lines``       adds lines of a console, whether they are on the page or not
``tables``      adds tables, of which the page holds only the visible rows
``reading``     adds everything else by walking over the page
``selecting``   determines what a selection covers

media/features/console_copy.py is the chunk. It is loaded with the tools of a console, and with its first media.
"""
