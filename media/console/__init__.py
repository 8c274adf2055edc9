"""The console: everything a run outputs, in order, with only the rows in sight on the page.

A response goes down this list; nothing calls back up:

``record_queue``    takes responses and their records, some milliseconds at a time
``output``          gives each its place at the end: text, media, notes, a prompt; and clears all of it
``records``         reads the server's responses as records: stdout, stderr, media, html, log, note
``streams``         lets stdout, stderr and logs share the lines without mixing them
``logs``            writes a log record as a line
``escapes``         understands control characters and escape sequences, with ``csi_parameters`` and ``sgr``
``buffer``          holds the lines of a stretch of text, and the cursor in them
``lines``           is one line: text, width in cells, runs of styles; ``width`` knows how wide characters are
``wrapping``        turns cells of a line into rows, and back
``text_block``      puts those rows of a buffer on the page that are in sight
``rows``            makes the elements of a row, with ``colors``
``viewport``        is the scrolling frame, which holds text blocks and media, and asks for drawing
``elements``        makes elements

media/features/console.py is the chunk; media/console_tools holds what only long or interactive
consoles need, and media/messages what reads the messages of Jupyter kernels.
"""
