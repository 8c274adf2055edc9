"""Programs from real deployments, started for a test: ttyd, tmux as configured by Backend.AI, and a Jupyter server."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

# The configuration of Backend.AI's sessions, as far as it affects a terminal.
TMUX_CONFIGURATION = '''
set -g mouse on
set -g set-clipboard on
set -g escape-time 0
set -g default-terminal "screen-256color"
set -g status off
bind-key -T copy-mode MouseDragEnd1Pane send-keys -X copy-pipe-and-cancel
'''

SHELL = ('env', 'LANG=C.UTF-8', 'PS1=ready> ', 'bash', '--norc', '--noprofile')


def need(program: str) -> str:
    """The path of a program; skips the test if it is not installed."""
    path = shutil.which(program)
    if path is None:
        pytest.skip(f'this machine has no {program}')
    return path


@contextmanager
def tmux(folder: Path, name: str):
    """Run a tmux server with a shell session; yields a function that runs tmux commands, and the command to attach."""
    program = need('tmux')
    configuration = folder / f'{name}.conf'
    configuration.write_text(TMUX_CONFIGURATION)
    # A short path, because a socket's path is limited to 107 bytes.
    server = [program, '-u', '-S', f'/tmp/{name}-{os.getpid()}', '-f', str(configuration)]
    environment = {**os.environ, 'TERM': 'xterm-256color', 'LANG': 'C.UTF-8'}
    environment.pop('TMUX', None)

    def run(*arguments: str) -> str:
        return subprocess.run([*server, *arguments], env=environment, capture_output=True, text=True, check=True).stdout

    run('new-session', '-d', '-x', '92', '-y', '29', ' '.join(f"'{word}'" for word in SHELL))
    try:
        yield run, ('env', '-u', 'TMUX', 'TERM=xterm-256color', 'LANG=C.UTF-8', *server, '-2', 'attach')
    finally:
        subprocess.run([*server, 'kill-server'], env=environment, capture_output=True, check=False)


@contextmanager
def ttyd(*command: str, options: tuple[str, ...] = ('-W',)):
    """Run a real ttyd on a free port; yields the URL of its WebSocket."""
    process = subprocess.Popen([need('ttyd'), '-p', '0', '-i', '127.0.0.1', *options, *command],
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        for line in process.stderr:
            found = re.search(r'Listening on port: (\d+)', line)
            if found:
                yield f'ws://127.0.0.1:{found[1]}/ws'
                break
        else:
            raise AssertionError('ttyd does not listen')
    finally:
        process.terminate()
        process.stderr.close()
        process.wait()


@contextmanager
def jupyter(folder: Path):
    """Run a Jupyter server with terminals; yields a function that creates a terminal and returns its WebSocket URL."""
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, 'LANG': 'C.UTF-8', 'PS1': 'ready> ', 'SHELL': '/bin/sh', 'ENV': '',
                   **{f'JUPYTER_{kind}_DIR': str(folder / kind) for kind in ('CONFIG', 'DATA', 'RUNTIME')}}
    process = subprocess.Popen([
        sys.executable, '-c', 'from jupyter_server.serverapp import main; main()', '--no-browser', '--allow-root',
        '--ip=127.0.0.1', f'--port={port}', '--IdentityProvider.token=secret', '--ServerApp.allow_origin=*',
        "--ServerApp.jpserver_extensions={'jupyter_server_terminals': True}", f'--ServerApp.root_dir={folder}',
        "--ServerApp.terminado_settings={'shell_command': ['bash', '--norc', '--noprofile']}",
    ], env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    base = f'127.0.0.1:{port}'

    def new_terminal() -> str:
        request = urllib.request.Request(f'http://{base}/api/terminals?token=secret', method='POST')
        with urllib.request.urlopen(request, timeout=10) as answer:
            name = re.search(rb'"name":\s*"([^"]+)"', answer.read())[1].decode()
        return f'ws://{base}/terminals/websocket/{name}?token=secret'

    try:
        deadline = time.monotonic() + 60
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(('127.0.0.1', port)) == 0:
                    break
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(process.stderr.read() if process.poll() is not None else 'no Jupyter server')
            time.sleep(.1)
        yield new_terminal
    finally:
        process.terminate()
        process.stderr.close()
        process.wait()
