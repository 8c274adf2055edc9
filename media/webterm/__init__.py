"""The web terminal: the code between a server's WebSocket and xterm, which renders the output.

Data flows through these modules: ``sockets`` opens a socket, which delivers frames; ``link`` combines one or two
sockets; ``connection`` decides when to reconnect; a protocol (``backendai``, ``ttyd``, ``jupyter``) decodes the frames;
and ``flow`` passes bytes to xterm as fast as it accepts them. ``outbound`` decides what to send to the server and when.

A protocol is a class, constructed with whatever the server needs to identify the session, with these members:

``name``                the name that hosts use
``subprotocols``        the subprotocols that the WebSocket offers
``is_shared``           whether a new connection reaches the same program
``can_pause``           whether the server stops output on request
``needs_waking``        whether input is lost until the first output
``replays``             whether the server repeats earlier output to a new socket
``needs_hello``         whether a socket reaches the program only after ``hello``
``can_restart``         whether the page can restart the program
``hello(size)``         the first frame; sizes are ``{cols, rows}``
``input(data)``         a frame with bytes for the program
``resize(size)``        a frame with the size
``ping(size)``          a frame without effect, for proxies that close idle connections
``hold(is_held)``       a frame that pauses or resumes output, if ``can_pause``
``restart()``           a frame that restarts the session, or None if a new connection does that
``meaning_of(frame)``   ``{kind, data}``: ``'out'`` and bytes, ``'note'`` or ``'title'`` and a text, ``'end'`` when the
                        program has ended, or ``'skip'``; raises if the frame does not belong to the protocol
"""
