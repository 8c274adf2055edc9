"""Fetches a file of a deployment like a browser: compressed if possible, with or without an Origin."""

from __future__ import annotations

import http.client
import ssl
import urllib.error
import urllib.request
import zlib
from dataclasses import dataclass
from email.message import Message

import brotli

# The origin of a page that certainly differs from the deployment's.
ORIGIN = 'https://origin-of-a-page.example'
TIMEOUT_S = 20


@dataclass(frozen=True)
class Answer:
    """A server's response: ``body`` is decompressed, or None if that failed; ``url`` is the address after redirects."""

    url: str
    status: int
    headers: Message
    body: bytes | None
    transferred: int

    def header(self, name: str) -> str:
        return self.headers.get(name, '').strip()

    @property
    def mime(self) -> str:
        """The content type without its parameters."""
        return self.header('Content-Type').partition(';')[0].strip().lower()


class Unreachable(Exception):
    """There was no response; the text states the reason."""


def fetch(url: str, origin: str | None = ORIGIN) -> Answer:
    """GET ``url`` and follow redirects. Raises Unreachable if there is no response."""
    headers = {'Accept-Encoding': 'br, gzip', 'User-Agent': 'backend.ai-media doctor'}
    if origin:
        headers['Origin'] = origin
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=TIMEOUT_S) as answer:
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
