"""A real S3 server, moto's, in a process of its own, with scripted faults in front of it: failures, and kills.

    python -m tests.support.s3_server      prints its port and serves until its input ends
"""

from __future__ import annotations

import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

from toolchain.build.contenttypes import content_type

ROOT = Path(__file__).resolve().parents[2]
# No credentials from the machine, and no network requests for credentials.
ENVIRONMENT = {'AWS_ACCESS_KEY_ID': 'key', 'AWS_SECRET_ACCESS_KEY': 'secret', 'AWS_DEFAULT_REGION': 'us-east-1',
               'AWS_EC2_METADATA_DISABLED': 'true', 'AWS_CONFIG_FILE': '/nonexistent', 'AWS_SHARED_CREDENTIALS_FILE': '/nonexistent'}
EVERYONE_READS = {'Version': '2012-10-17', 'Statement': [
    {'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::{}/*'}]}
CORS = {'CORSRules': [{'AllowedOrigins': ['*'], 'AllowedMethods': ['GET', 'HEAD']}]}


class S3:
    """The server, for tests. ``client`` is boto3's, for setup and checks."""

    def __init__(self) -> None:
        import boto3
        self._process = subprocess.Popen([sys.executable, '-m', 'tests.support.s3_server'], cwd=ROOT, stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, text=True, env={**os.environ, **ENVIRONMENT})
        self.endpoint = f'http://127.0.0.1:{int(self._process.stdout.readline())}'
        self.client = boto3.client('s3', endpoint_url=self.endpoint, region_name='us-east-1',
                                   aws_access_key_id='key', aws_secret_access_key='secret')

    def bucket(self, name: str, is_public: bool = True, has_cors: bool = True) -> str:
        """Create a bucket; returns its address for deployments."""
        self.client.create_bucket(Bucket=name)
        if is_public:
            self.client.put_bucket_policy(Bucket=name, Policy=json.dumps(EVERYONE_READS).replace('{}', name))
        if has_cors:
            self.client.put_bucket_cors(Bucket=name, CORSConfiguration=CORS)
        return f's3://{name}'

    def put(self, bucket: str, folder: Path) -> None:
        """Upload all files of a folder, as a deployment would."""
        for path in (path for path in folder.rglob('*') if path.is_file()):
            self.client.put_object(Bucket=bucket, Key=path.relative_to(folder).as_posix(), Body=path.read_bytes(),
                                   ContentType=content_type(path.name), CacheControl='public, max-age=31536000, immutable')

    def keys(self, bucket: str) -> list[str]:
        return [entry['Key'] for entry in self.client.list_objects_v2(Bucket=bucket).get('Contents', [])]

    def script(self, *rules: dict) -> None:
        """Set rules: ``{method, path (a pattern), skip, times, do}``; ``do`` is an HTTP status, or `drop`s the
        connection, or kills a ``pid`` ``before`` or ``after`` the request is processed, or makes requests `meet`: each
        waits until there are ``count`` of them, and fails if they do not arrive. Clears earlier rules and the log, once
        all requests that have reached the server are processed, including those of a killed process."""
        self._ask('script', list(rules))

    def log(self) -> list[dict]:
        """The requests since the last script: ``{method, path, origin}``."""
        return self._ask('log', None)

    def close(self) -> None:
        self._process.communicate('')

    def _ask(self, what: str, value):
        request = urllib.request.Request(f'{self.endpoint}/-/{what}', json.dumps(value).encode(), method='POST')
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)


class _Script:
    """The WSGI application in front of moto."""

    def __init__(self, app) -> None:
        self.app, self.rules, self.log, self.lock = app, [], [], threading.Lock()
        # The open connections, and whether a request has arrived on each; werkzeug handles one request per connection.
        self.connections: dict[socket.socket, bool] = {}

    def __call__(self, environ, start_response):
        method, path = environ['REQUEST_METHOD'], environ['PATH_INFO']
        if path.startswith('/-/'):
            value = json.loads(environ['wsgi.input'].read(int(environ['CONTENT_LENGTH'])))
            if path == '/-/script':
                self._settle(environ['werkzeug.socket'])
            body = self._answer(path, value)
            start_response('200 OK', [('Content-Type', 'application/json'), ('Content-Length', str(len(body)))])
            return [body]
        with self.lock:
            self.log.append({'method': method, 'path': path, 'origin': environ.get('HTTP_ORIGIN')})
            rule = next((rule for rule in self.rules if self._applies(rule, method, path)), None)
            if rule and rule['do'] == 'before':
                os.kill(rule['pid'], signal.SIGKILL)
            if rule and rule['do'] == 'meet':
                meeting = rule.setdefault('meeting', threading.Barrier(rule['count'], timeout=10))
        if rule and rule['do'] == 'meet':
            try:
                meeting.wait()
            except threading.BrokenBarrierError:
                rule = {'do': 400, 'code': 'Alone'}
        if rule and rule['do'] == 'drop':
            environ['werkzeug.socket'].shutdown(socket.SHUT_RDWR)
            return []
        if rule and isinstance(rule['do'], int):
            environ['wsgi.input'].read(int(environ.get('CONTENT_LENGTH') or 0))
            body = f'<Error><Code>{rule.get("code", "SlowDown")}</Code><Message>as scripted</Message></Error>'.encode()
            start_response(f'{rule["do"]} Scripted', [('Content-Type', 'application/xml'), ('Content-Length', str(len(body)))])
            return [body]
        answer = list(self.app(environ, start_response))
        if rule and rule['do'] == 'after':
            os.kill(rule['pid'], signal.SIGKILL)
        return answer

    def _answer(self, path: str, value) -> bytes:
        with self.lock:
            if path == '/-/log':
                return json.dumps(self.log).encode()
            self.rules, self.log = value, []
            return b'null'

    def _settle(self, own: socket.socket) -> None:
        """Wait until no other connection has a request that is unread or in progress."""
        deadline = time.monotonic() + 15
        while self._is_busy(own):
            if time.monotonic() > deadline:
                raise TimeoutError('requests to the S3 server do not end')
            time.sleep(0.005)

    def _is_busy(self, own: socket.socket) -> bool:
        with self.lock:  # so that none is closed in between
            others = [each for each in list(self.connections) if each is not own]
            # Check readability first: a request that has been read has set the flag before.
            return any(select.select([each], [], [], 0)[0] or self.connections[each] for each in others)

    def _applies(self, rule: dict, method: str, path: str) -> bool:
        if method != rule['method'] or not re.search(rule['path'], path):
            return False
        rule['seen'] = rule.get('seen', 0) + 1
        skip = rule.get('skip', 0)
        return skip < rule['seen'] <= skip + rule.get('times', 1)


def main() -> None:
    os.environ['MOTO_DISABLE_GLOBAL_CORS'] = 'true'  # only a bucket's own rules shall apply
    from moto.server import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

    script = _Script(DomainDispatcherApplication(create_backend_app))

    class Handler(WSGIRequestHandler):
        def handle_one_request(self) -> None:
            self.connection.recv(1, socket.MSG_PEEK)
            script.connections[self.connection] = True
            super().handle_one_request()

        def log(self, *arguments) -> None:
            pass

    class Server(ThreadedWSGIServer):
        def verify_request(self, request, client_address) -> bool:  # runs before a thread takes over the connection
            script.connections[request] = False
            return True

        def shutdown_request(self, request) -> None:
            with script.lock:
                script.connections.pop(request)
                super().shutdown_request(request)

    server = Server('127.0.0.1', 0, script, Handler)
    print(server.server_port, flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == '__main__':
    main()
