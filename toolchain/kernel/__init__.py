"""A live Jupyter kernel for pages on the local machine: the gallery and the pages of tests.

It executes code that pages send, so it has the same protection as the shell (``toolchain/serve/shell``): a request must
come from this machine, name this server as its host, come from a page of this server or of ``origins``, and have the
token of a page.

**Tokens.** ``fetch('/kernel/token', {method: 'POST'})`` returns JSON: ``{"session": "…", "token": "…", "address":
"ws://…/kernel/<session>/messages?token=…"}``. A session has one kernel, which starts when the page requests it, and
ends when no socket has been open for ``idle_seconds``.

**Messages.** Each is a text frame with JSON, followed by as many binary frames as its ``buffers`` states. A page
sends::

    {"do": "start"}                                          # installs the environment on first use
    {"do": "execute", "form": "jupyter", "msg_id": "…", "code": "…"}    # or "form": "backendai"
    {"do": "message", "channel": "shell", "msg_type": "comm_msg", "msg_id": "…", "content": {…}, "buffers": 1}
    {"do": "interrupt"}, {"do": "restart"}

It receives Jupyter's messages with a ``channel``, and those of the channel ``server``: ``step`` (``text``), ``failed``
(``reason``), ``starting``, ``ready``, ``restarting``, ``restarted``, ``dead`` (``exit_status``) and ``closed``
(``reason``). For a run in the form ``backendai``, it receives messages on the channel of that name, whose ``content``
is a result of Backend.AI's execute API.

``bridge`` runs in the kernel's own interpreter; ``process`` manages that process, ``session`` is the session of one
page, ``routes`` has the addresses, ``backendai`` the form of results, ``environment`` the packages.
"""

from toolchain.kernel.routes import Kernel

__all__ = ['Kernel']
