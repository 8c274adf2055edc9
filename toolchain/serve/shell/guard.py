"""Access control for the shell and the kernel, which run commands: only pages of this server, on this machine."""

from __future__ import annotations

import ipaddress

from aiohttp import web


def own_hosts(request: web.Request) -> set[str]:
    """The valid values of the Host header in a request to this server."""
    port = request.transport.get_extra_info('sockname')[1]
    return {f'127.0.0.1:{port}', f'localhost:{port}'} | ({'127.0.0.1', 'localhost'} if port == 80 else set())


def check(request: web.Request, origins: frozenset[str], what: str = 'The shell') -> None:
    """Raise 403 unless the request is from this machine, to this server by name, from its pages or ``origins``.

    The Host header reveals a page whose own host name resolves to this machine (DNS rebinding). Origin reveals any
    other page: browsers send it with WebSockets and with every POST, and pages cannot change it.
    """
    ends = request.transport.get_extra_info('peername'), request.transport.get_extra_info('sockname')
    if not all(end and ipaddress.ip_address(end[0]).is_loopback for end in ends):
        raise web.HTTPForbidden(text=f'{what} is for this machine alone.')
    hosts = request.headers.getall('Host', [])
    if len(hosts) != 1 or hosts[0] not in own_hosts(request):
        raise web.HTTPForbidden(text=f'{what} answers to 127.0.0.1 and localhost alone, not to other names.')
    senders = request.headers.getall('Origin', [])
    if len(senders) != 1 or senders[0] != f'http://{hosts[0]}' and senders[0] not in origins:
        raise web.HTTPForbidden(text=f'{what} is for the pages of this server alone.')
