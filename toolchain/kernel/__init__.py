"""A live Jupyter kernel for pages that this machine serves to itself: the gallery's, and those of tests.

It runs what pages send, so it is guarded as the shell is (``toolchain/serve/shell``): a request must come from this
machine, to this server by name, from a page of this server or of ``origins``, and carry the token of one page.

**Tokens.** ``fetch('/kernel/token', {method: 'POST'})`` gives JSON: ``{"session": "…", "token": "…", "address":
"ws://…/kernel/<session>/messages?token=…"}``. A session has one kernel, which starts when the page asks for it, and
ends when no socket was open for ``idle_seconds``.

**Messages.** Each is a text frame of JSON, followed by as many binary frames as its ``buffers`` counts. A page sends::

    {"do": "start"}                                          # installs the environment at the first use
    {"do": "execute", "form": "jupyter", "msg_id": "…", "code": "…"}    # or "form": "backendai"
    {"do": "message", "channel": "shell", "msg_type": "comm_msg", "msg_id": "…", "content": {…}, "buffers": 1}
    {"do": "interrupt"}, {"do": "restart"}

It gets Jupyter's messages with a ``channel``, and those of the channel ``server``: ``step`` (``text``), ``failed``
(``reason``), ``starting``, ``ready``, ``restarting``, ``restarted``, ``dead`` (``exit_status``) and ``closed``
(``reason``). Of a run in the form ``backendai`` it gets, on the channel of that name, results of Backend.AI's execute
API as ``content``.

``bridge`` runs in the kernel's own interpreter; ``process`` is its process, ``session`` what one page has, ``routes``
the addresses, ``backendai`` the result form, ``environment`` the packages.
"""

from toolchain.kernel.routes import Kernel

__all__ = ['Kernel']
