"""A bridge from standard input and output to a Jupyter kernel, run by the interpreter of that kernel.

It needs ipykernel and nothing of this project. The format of frames is the same in both directions: the length of a
JSON document as four bytes, the document, and as many raw buffers as its ``buffers`` states, each preceded by its
length. The documents that it reads are::

    {"do": "message", "channel": "shell", "msg_type": "execute_request", "msg_id": "…", "content": {…}}
    {"do": "interrupt"}
    {"do": "restart"}

It writes Jupyter's messages with an additional ``channel``: ``iopub``, ``shell``, ``stdin`` or ``control``; and
messages of its own on the channel ``server``, whose ``msg_type`` is ``ready``, ``restarting``, ``restarted``
or ``dead``. The kernel ends when the standard input is closed.
"""

from __future__ import annotations

import collections
import json
import os
import queue
import struct
import sys
import tempfile
import threading

import zmq
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import KernelManager

# The timeout for starting a kernel, and the interval at which threads check whether to stop.
START_TIMEOUT_S = 60
POLL_S = 0.2

# The limit of unread output; more is dropped, with a notice, since a kernel may print faster than a page reads.
MOST_PENDING_BYTES = 64 * 1024 * 1024

# Starts the kernel without a limit on its outgoing messages. By default, ZeroMQ queues a thousand and drops further
# ones on a busy machine. The queue stays short, since the bridge always reads.
LAUNCH = '''
import zmq
from ipykernel.kernelapp import IPKernelApp

class KernelApp(IPKernelApp):
    def init_iopub(self, context):
        context.setsockopt(zmq.SNDHWM, 0)
        super().init_iopub(context)

KernelApp.launch_instance()
'''


class Outgoing:
    """The output queue. Consecutive stream messages of one run are merged, so that a flood stays one message."""

    def __init__(self, target) -> None:
        self._target = target
        self._waiting: collections.deque[tuple[dict, list]] = collections.deque()
        self._bytes = 0
        self._dropped = 0
        self._changed = threading.Condition()

    def add(self, head: dict, buffers: list) -> None:
        with self._changed:
            if head['msg_type'] == 'stream' and self._joins(head):
                return
            self._waiting.append((head, buffers))
            self._bytes += sum(len(buffer) for buffer in buffers) + _text_size(head)
            self._changed.notify()

    def _joins(self, head: dict) -> bool:
        """Merge a stream message into the last message, or drop it; return whether it needs no message of its own."""
        size = len(head['content']['text'])
        if self._bytes > MOST_PENDING_BYTES:
            if not self._dropped:
                text = '\n[Output was dropped here: the page reads more slowly than the program prints.]\n'
                self._waiting.append(({**head, 'content': {'name': 'stderr', 'text': text}}, []))
            self._dropped += size
            return True
        self._dropped = 0
        last = self._waiting[-1][0] if self._waiting else None
        if last is None or last['msg_type'] != 'stream' or last['content']['name'] != head['content']['name'] or (
                last['parent_header'].get('msg_id') != head['parent_header'].get('msg_id')):
            return False
        last['texts'] = last.get('texts', [last['content']['text']])
        last['texts'].append(head['content']['text'])
        self._bytes += size
        return True

    def write(self) -> None:
        """Write messages as they are added; never returns."""
        while True:
            with self._changed:
                while not self._waiting:
                    self._changed.wait()
                head, buffers = self._waiting.popleft()
                self._bytes -= sum(len(buffer) for buffer in buffers) + _text_size(head)
                if 'texts' in head:
                    head['content'] = {**head['content'], 'text': ''.join(head.pop('texts'))}
            try:
                for part in (json.dumps(head, default=str).encode(), *buffers):
                    self._target.write(struct.pack('>I', len(part)) + part)
                self._target.flush()
            except OSError:
                os._exit(0)  # the reader has closed the pipe


def _text_size(head: dict) -> int:
    if head['msg_type'] == 'stream':
        return sum(len(text) for text in head.get('texts', [head['content']['text']]))
    data = head['content'].get('data')
    return sum(len(value) for value in data.values() if isinstance(value, str)) if isinstance(data, dict) else 0


class OwnKernel(KernelSpecManager):
    """The only kernel spec: that of this interpreter. It does not record a history of executed code."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        command = [sys.executable, '-c', LAUNCH, '-f', '{connection_file}', '--HistoryManager.enabled=False']
        return KernelSpec(argv=command, display_name='Python', language='python')


class Connection:
    """The channels of a kernel between two starts. Its threads only read, so that no message is lost."""

    def __init__(self, manager: KernelManager, outgoing: Outgoing) -> None:
        self._outgoing = outgoing
        self._manager = manager
        self._client = manager.blocking_client()
        self._client.context.setsockopt(zmq.RCVHWM, 0)
        self._client.start_channels(hb=False)
        self._client.wait_for_ready(timeout=START_TIMEOUT_S)
        self._is_over = threading.Event()
        self._threads = [threading.Thread(target=self._relay, args=(name,), daemon=True)
                         for name in ('iopub', 'shell', 'stdin', 'control')]
        self._threads.append(threading.Thread(target=self._watch, daemon=True))
        for thread in self._threads:
            thread.start()

    def _relay(self, name: str) -> None:
        channel = getattr(self._client, f'{name}_channel')
        while not self._is_over.is_set():
            try:
                message = channel.get_msg(timeout=POLL_S)
            except queue.Empty:
                continue
            except zmq.ZMQError:
                break
            buffers = [bytes(buffer) for buffer in message.get('buffers') or []]
            self._outgoing.add({
                'channel': name, 'msg_type': message['msg_type'], 'header': message['header'],
                'parent_header': message.get('parent_header') or {}, 'metadata': message.get('metadata') or {},
                'content': message['content'], 'buffers': len(buffers)}, buffers)

    def _watch(self) -> None:
        while not self._is_over.wait(POLL_S):
            if not self._manager.is_alive():
                process = getattr(self._manager.provisioner, 'process', None)
                tell(self._outgoing, 'dead', {'exit_status': getattr(process, 'returncode', None)})
                break

    def send(self, order: dict, buffers: list[bytes]) -> None:
        session = self._client.session
        message = session.msg(order['msg_type'], order.get('content') or {}, metadata=order.get('metadata'))
        if order.get('msg_id'):
            message['header']['msg_id'] = message['msg_id'] = order['msg_id']
        session.send(getattr(self._client, f'{order["channel"]}_channel').socket, message, buffers=buffers)

    def close(self) -> None:
        self._is_over.set()
        for thread in self._threads:
            thread.join(2)
        self._client.stop_channels()


def tell(outgoing: Outgoing, kind: str, content: dict | None = None) -> None:
    """Write a message on the channel ``server``."""
    outgoing.add({'channel': 'server', 'msg_type': kind, 'header': {}, 'parent_header': {}, 'metadata': {},
                  'content': content or {}, 'buffers': 0}, [])


def read(source) -> bytes | None:
    """The next part of a frame; None at the end of the input."""
    size = source.read(4)
    if len(size) < 4:
        return None
    length = struct.unpack('>I', size)[0]
    part = source.read(length)
    return part if len(part) == length else None


def obey(source, manager: KernelManager, outgoing: Outgoing) -> None:
    """Execute the orders in the input's frames until the input ends."""
    connection = Connection(manager, outgoing)
    tell(outgoing, 'ready', {'version': sys.version.split()[0]})
    while (part := read(source)) is not None:
        order = json.loads(part)
        buffers = [read(source) or b'' for _ in range(order.get('buffers', 0))]
        if order['do'] == 'interrupt':
            manager.interrupt_kernel()
        elif order['do'] == 'restart':
            connection.close()
            tell(outgoing, 'restarting')  # after all messages of the old kernel
            if manager.has_kernel:
                manager.restart_kernel(now=True)
            else:
                manager.start_kernel()
            connection = Connection(manager, outgoing)
            tell(outgoing, 'restarted', {'version': sys.version.split()[0]})
        elif order['do'] == 'message':
            connection.send(order, buffers)
    connection.close()


def main() -> None:
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), 'wb')
    os.dup2(2, 1)  # stray output goes to standard error, not between frames
    outgoing = Outgoing(target)
    threading.Thread(target=outgoing.write, daemon=True).start()
    with tempfile.TemporaryDirectory(prefix='backend-ai-media-kernel-') as folder:
        manager = KernelManager(kernel_spec_manager=OwnKernel(), transport='ipc' if os.name == 'posix' else 'tcp',
                                connection_file=os.path.join(folder, 'kernel.json'))
        work = os.path.join(folder, 'work')
        os.mkdir(work)
        manager.start_kernel(cwd=work)
        try:
            obey(source, manager, outgoing)
        finally:
            manager.shutdown_kernel(now=True)


if __name__ == '__main__':
    main()
