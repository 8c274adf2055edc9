"""The web terminal: what lies between a server's WebSocket and xterm, which draws.

One way through: a socket (``sockets``) brings frames, of one or two that make a ``link``; the ``connection`` knows
when to open it again, a protocol (``backendai``, ``ttyd``, ``jupyter``) says what frames mean, ``flow`` hands bytes to
xterm as fast as it takes them. What goes to the server, and when, is ``outbound``.

A protocol is a class, made with what the server needs to know us by, of these:

``name``                as hosts write it
``subprotocols``        what the WebSocket offers
``is_shared``           whether a new connection meets the same program
``can_pause``           whether the server stops output when it is asked to
``needs_waking``        whether input is lost until the first output
``replays``             whether the server repeats earlier output to a new socket
``needs_hello``         whether a socket reaches the program only after ``hello``
``can_restart``         whether the program can be started anew from here
``hello(size)``         the first frame; sizes are ``{cols, rows}``
``input(data)``         a frame with bytes for the program
``resize(size)``        a frame with the size
``ping(size)``          a frame that does nothing, for proxies that close what is idle
``hold(is_held)``       a frame that stops or resumes output, where ``can_pause``
``restart()``           a frame that starts the session anew, or None where a new connection does
``meaning_of(frame)``   ``{kind, data}``: ``'out'`` and bytes, ``'note'`` or ``'title'`` and a text, ``'end'`` when the
                        program has ended, or ``'skip'``; raises for what is no frame of the protocol
"""
