"""Fetches a file of a deployment like a browser: compressed if possible, with or without an Origin."""

from __future__ import annotations

import http.client
import ssl
import urllib.error
import urllib.request
import zlib
from dataclasses import dataclass, replace
from email.message import Message
from urllib.parse import urljoin, urlsplit

import brotli

# The origin of a page that certainly differs from the deployment's.
ORIGIN = 'https://origin-of-a-page.example'
TIMEOUT_S = 20
# As many as browsers follow.
MAX_REDIRECTS = 20
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Answer:
    """A server's response: ``body`` is decompressed, or None if that failed; ``url`` is the address after redirects.

    ``origin`` is the Origin that was sent for it, and ``redirects`` has the responses that led to it.
    """

    url: str
    status: int
    headers: Message
    body: bytes | None
    transferred: int
    origin: str | None = None
    redirects: tuple[Answer, ...] = ()

    def header(self, name: str) -> str:
        return self.headers.get(name, '').strip()

    @property
    def mime(self) -> str:
        """The content type without its parameters."""
        return self.header('Content-Type').partition(';')[0].strip().lower()


class Unreachable(Exception):
    """There was no response; the text states the reason."""


def fetch(url: str, origin: str | None = ORIGIN) -> Answer:
    """GET ``url`` and follow redirects. Raises Unreachable if there is no response.

    Like a browser, it sends ``Origin: null`` after a redirect to another origin, such as from http:// to https://.
    """
    redirects: list[Answer] = []
    while True:
        answer = replace(_get(url, origin), origin=origin, redirects=tuple(redirects))
        if answer.status not in REDIRECTS or not answer.header('Location'):
            return answer
        if len(redirects) == MAX_REDIRECTS:
            raise Unreachable(f'more than {MAX_REDIRECTS} redirects')
        redirects.append(answer)
        target = urljoin(url, answer.header('Location'))
        if origin is not None and urlsplit(target)[:2] != urlsplit(url)[:2]:
            origin = 'null'
        url = target


class _KeepRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *given):
        return None


_OPENER = urllib.request.build_opener(_KeepRedirects)


def _get(url: str, origin: str | None) -> Answer:
    headers = {'Accept-Encoding': 'br, gzip', 'User-Agent': 'backend.ai-media doctor'}
    if origin:
        headers['Origin'] = origin
    try:
        with _OPENER.open(urllib.request.Request(url, headers=headers), timeout=TIMEOUT_S) as answer:
            return _answer(answer, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return _answer(error, error.read())
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(_reason(error)) from None


def _answer(answer, data: bytes) -> Answer:
    coding = (answer.headers.get('Content-Encoding') or '').strip().lower()
    return Answer(answer.url, answer.status, answer.headers, _decompressed(data, coding), len(data))


def _decompressed(data: bytes, coding: str) -> bytes | None:
    try:
        if coding in ('gzip', 'x-gzip'):
            return zlib.decompress(data, zlib.MAX_WBITS | 16)
        if coding == 'br':
            return brotli.decompress(data)
    except (zlib.error, brotli.error):
        return None
    return data if coding in ('', 'identity') else None


def _reason(error: Exception) -> str:
    cause = getattr(error, 'reason', None) or error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f'its certificate is not valid: {cause.verify_message}'
    if isinstance(cause, TimeoutError):
        return f'no answer within {TIMEOUT_S} seconds'
    return str(getattr(cause, 'strerror', None) or cause) or type(cause).__name__
