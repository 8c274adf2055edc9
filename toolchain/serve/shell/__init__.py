"""A real shell for pages on the local machine: the gallery and the pages of tests.

Any web page can open a WebSocket to the loopback interface, and this server runs commands. Therefore a request must
come from this machine, name this server as its host (which a rebound DNS name does not), come from a page of this
server or of ``origins``, and have the token of a page.

**Tokens.** A page requests its token with ``fetch('/shell/token', {method: 'POST'})`` from this server's own origin,
and receives JSON::

    {"session": "a1b2…", "token": "…", "backendai": "ws://127.0.0.1:8002/stream/session/a1b2…/pty?token=…",
     "ttyd": "ws://127.0.0.1:8002/shell/ttyd/a1b2…/ws?token=…"}

The token is valid only for that session and is never issued twice. It is valid as long as the session, so that a lost
connection can be reopened at the same address. The session ends when its shell ends, or when no socket has been open
for ``idle_seconds``. After that, and for any other token, the response to the handshake is 403. Without ptys
(Windows), the response is 501, with ``{"reason": "…"}``.

**Protocols.** ``backendai`` is Backend.AI's pty stream, whose sockets share one terminal, 0x0 until the first resize.
Its JSON is sent in binary frames, as by current servers, or with ``&frames=text`` in text frames, as by older ones.
``ttyd`` is the protocol of ttyd 1.7, with a separate process for each socket. There is no output before the program
writes.

**In tests**, on any port, in the event loop of the application::

    shell = Shell(command=['bash', '--norc'], origins={'http://127.0.0.1:4711'})
    shell.add_to(app)             # before it starts; all processes end with it
    shell.new_session()           # .id and .token, without an HTTP request

``tests/serving.py`` has ``shell()``, which does this on port 0 in a thread.
"""

from toolchain.serve.shell.routes import Shell

__all__ = ['Shell']
