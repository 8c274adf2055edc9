"""The console: all output of a run, in order, with only the visible rows on the page.

A response passes through these modules from top to bottom; nothing calls back up:

``record_queue``    takes responses and their records, a few milliseconds at a time
``output``          appends text, notes or a prompt
``records``         reads the server's responses as records: stdout, stderr, media, html, log, note, other
``streams``         lets stdout, stderr and logs share the lines without mixing them
``escapes``         interprets control characters and escape sequences, with ``csi_parameters`` and ``sgr``
``buffer``          holds the lines of a block of text, and the cursor
``lines``           implements one line: text, width in cells, runs of styles; ``width`` measures characters
``wrapping``        converts between the cells of a line and rows
``text_block``      keeps the visible rows of a buffer on the page
``rows``            creates the elements of a row, with ``colors``
``viewport``        is the scrolling frame, which holds text blocks and media, and schedules drawing
``elements``        creates elements

media/features/console.py is the chunk. Code that a short output of plain or colored text does not need is in chunks of
its own: media/console_tools (long or interactive consoles), console_copy, console_media (items), console_records (logs
and failures), console_screen (rare sequences, and the limits of the scrollback), and messages (Jupyter).
"""
