"""A real shell for pages that this machine serves to itself: the gallery's, and those of tests.

Any page of the web can open a WebSocket to the loopback, and what answers here runs commands. So a request must come
from this machine, to this server's own address by name (which a rebound DNS name is not), from a page of this server
(or of one of ``origins``), and carry the token of one page.

**Tokens.** A page asks for its token by ``fetch('/shell/token', {method: 'POST'})`` from this server's own origin, and
gets JSON::

    {"session": "a1b2…", "token": "…", "backendai": "ws://127.0.0.1:8002/stream/session/a1b2…/pty?token=…",
     "ttyd": "ws://127.0.0.1:8002/shell/ttyd/a1b2…/ws?token=…"}

The token is for that session alone and is never given twice. It serves as long as the session does, so that a lost
connection can be made again at the same address; the session ends when its shell does, or when for ``idle_seconds``
no socket was open. Then, and for every other token, the answer to the handshake is 403. Where there is no pty
(Windows) the answer is 501, with ``{"reason": "…"}``.

**Protocols.** ``backendai`` is Backend.AI's pty stream, whose sockets share one terminal, 0x0 until the first resize;
its JSON comes in binary frames, as from today's servers, or with ``&frames=text`` in text frames, as from older ones.
``ttyd`` is that of ttyd 1.7, with a process of its own for each socket. Nothing is output before its program writes.

**In tests**, on any port, in the loop that runs the application::

    shell = Shell(command=['bash', '--norc'], origins={'http://127.0.0.1:4711'})
    shell.add_to(app)             # before it starts; all processes end with it
    shell.new_session()           # .id and .token, without asking over HTTP

``tests/serving.py`` has ``shell()``, which does this on port 0 in a thread.
"""

from toolchain.serve.shell.routes import Shell

__all__ = ['Shell']
