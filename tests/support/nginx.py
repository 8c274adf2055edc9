"""A real nginx on the loopback interface: one process, with a server on a free port for each configuration."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

EXECUTABLE = shutil.which('nginx') or shutil.which('/usr/sbin/nginx')


class Nginx:
    """Serves until it is closed; ``servers`` maps names to directives, ``origins`` the same names to origins."""

    def __init__(self, servers: dict[str, str]) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix='nginx-'))
        self.folder.chmod(0o755)
        sockets = [socket.create_server(('127.0.0.1', 0)) for _ in servers]
        ports = [each.getsockname()[1] for each in sockets]
        self.origins = {name: f'http://127.0.0.1:{port}' for name, port in zip(servers, ports)}
        blocks = '\n'.join(f'server {{ listen 127.0.0.1:{port}; {directives} }}'
                           for port, directives in zip(ports, servers.values()))
        places = '\n'.join(f'{name}_temp_path {self.folder}/{name};' for name in
                           ('client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'))
        # Run as the tests' user, since their temporary folders are private.
        (self.folder / 'nginx.conf').write_text(
            f'user root; daemon off; worker_processes 1; pid {self.folder}/pid; error_log {self.folder}/log;\n'
            f'events {{}}\nhttp {{ access_log off; {places}\n{blocks} }}\n', encoding='utf-8')
        for each in sockets:
            each.close()
        self._process = subprocess.Popen([EXECUTABLE, '-c', self.folder / 'nginx.conf', '-e', self.folder / 'log'],
                                         stderr=subprocess.DEVNULL)
        self._wait(f'{next(iter(self.origins.values()))}/')

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        shutil.rmtree(self.folder)

    def _wait(self, address: str) -> None:
        end = time.monotonic() + 20
        while True:
            try:
                urllib.request.urlopen(address, timeout=5).close()
            except urllib.error.HTTPError:
                return
            except OSError:
                assert self._process.poll() is None and time.monotonic() < end, (self.folder / 'log').read_text()
                time.sleep(0.02)
            else:
                return
