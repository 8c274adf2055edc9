"""The console: all output of a run, in order, with only the visible rows on the page.

A response passes through these modules from top to bottom; nothing calls back up:

``record_queue``    takes responses and their records, a few milliseconds at a time
``output``          appends text, media, notes or a prompt, and clears all of it
``records``         reads the server's responses as records: stdout, stderr, media, html, log, note
``streams``         lets stdout, stderr and logs share the lines without mixing them
``logs``            writes a log record as a line
``escapes``         interprets control characters and escape sequences, with ``csi_parameters`` and ``sgr``
``buffer``          holds the lines of a block of text, and the cursor
``lines``           implements one line: text, width in cells, runs of styles; ``width`` measures characters
``wrapping``        converts between the cells of a line and rows
``text_block``      keeps the visible rows of a buffer on the page
``rows``            creates the elements of a row, with ``colors``
``viewport``        is the scrolling frame, which holds text blocks and media, and schedules drawing
``elements``        creates elements

media/features/console.py is the chunk; media/console_tools holds the code that only long or interactive
consoles need, and media/messages reads the messages of Jupyter kernels.
"""
