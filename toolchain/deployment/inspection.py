"""Checks of a server's response for a file of a release, which pages of any origin must be able to use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from toolchain.build import integrity, pages
from toolchain.deployment.probe import Answer

# The JavaScript types of the HTML standard; browsers reject modules of other types.
SCRIPT_TYPES = {'text/javascript', 'application/javascript', 'application/x-javascript', 'text/ecmascript',
                'application/ecmascript', 'text/x-javascript'}
YEAR = 31_536_000
# Below this size in bytes, compression saves no packet. WOFF fonts are already compressed.
SMALL = 1400
COMPRESSIBLE = ('.js', '.css', '.html', '.json', '.map', '.txt', '.ttf')


@dataclass(frozen=True)
class Note:
    """One problem; ``kind`` selects its remedy. A fault prevents pages from working."""

    is_fault: bool
    kind: str
    what: str


def inspect(answer: Answer, entry: dict) -> list[Note]:
    """All notes about the response for a file; ``entry`` is its entry in the manifest."""
    if answer.status == 404:
        return [Note(True, 'files', 'not there (404)')]
    if answer.status != 200:
        meaning = ', so it is not there, or not for everyone to read' if answer.status == 403 else ''
        return [Note(True, 'reach', f'answered with {answer.status}{meaning}')]
    return [*_bytes(answer, entry), *_type(answer, entry), *_redirects(answer, entry), *_cors(answer),
            *_caching(answer), *_framing(answer, entry), *_scripts(answer, entry), *_connections(answer, entry),
            *_compression(answer, entry)]


def of_the_whole(root: SplitResult, missing: Answer, plain: Answer) -> list[Note]:
    """All notes about an asset root, from the responses for a missing file, and for main without an Origin."""
    found = []
    kept = missing.header('Cache-Control')
    if missing.status < 400:
        found.append(Note(False, 'files', f'the answer {missing.status} for files that are not there'))
    elif 'max-age=' in kept and 'max-age=0' not in kept:
        found.append(Note(False, 'cache', f'caches may keep the answer {missing.status} for files that are not there'))
    if not plain.header('Access-Control-Allow-Origin') and 'origin' not in plain.header('Vary').lower():
        found.append(Note(False, 'vary', 'no Vary: Origin in answers to requests without one; a browser that keeps '
                                         'main from a tag without crossorigin cannot use it for one with'))
    if root.scheme == 'http' and root.hostname not in ('localhost', '127.0.0.1', '::1'):
        found.append(Note(False, 'https', 'an http:// address, from which https:// pages load nothing'))
    return found


def _bytes(answer: Answer, entry: dict) -> list[Note]:
    coding = answer.header('Content-Encoding')
    if answer.body is None:
        return [Note(True, 'encoding', f'Content-Encoding: {coding}, and nothing of the kind')]
    expected = entry.get('integrity')
    if expected and integrity.checksum(answer.body) != expected:
        size = f'{len(answer.body):,} bytes instead of {entry["size"]:,}'
        return [Note(True, 'files', f'not the file of this release ({size})')]
    return []


def _type(answer: Answer, entry: dict) -> list[Note]:
    expected = entry['contentType'].partition(';')[0]
    actual = answer.mime or 'none'
    if expected == 'text/javascript':
        if actual not in SCRIPT_TYPES:
            return [Note(True, 'type', f'content type {actual}, with which browsers run no module')]
    elif actual != expected:
        is_fault = expected in ('text/css', 'text/html')
        return [Note(is_fault, 'type', f'content type {actual} instead of {expected}')]
    return []


def _redirects(answer: Answer, entry: dict) -> list[Note]:
    """Notes about redirects to the file: browsers need the CORS header in each, except for frames."""
    for redirect in answer.redirects:
        if not entry['file'].endswith('.html') and not _is_allowed(redirect):
            start, end = (urlsplit(each)._replace(path='', query='').geturl() for each in (redirect.url, answer.url))
            way = f'{start} redirects to {end}' if start != end else f'a redirect ({redirect.status})'
            return [Note(True, 'redirect', f'{way} without Access-Control-Allow-Origin, so pages of other origins '
                                           'cannot import it')]
    return []


def _is_allowed(answer: Answer) -> bool:
    return answer.header('Access-Control-Allow-Origin') in ('*', answer.origin)


def _cors(answer: Answer) -> list[Note]:
    allowed = answer.header('Access-Control-Allow-Origin')
    found = []
    if not _is_allowed(answer):
        says = f'Access-Control-Allow-Origin: {allowed}' if allowed else 'no Access-Control-Allow-Origin'
        found.append(Note(True, 'cors', f'{says}, so pages of other origins cannot import it'))
    elif allowed != '*' and 'origin' not in answer.header('Vary').lower():
        found.append(Note(False, 'vary', 'origins allowed by name without Vary: Origin, so a cache may mix them up'))
    policy = answer.header('Cross-Origin-Resource-Policy').lower()
    if policy in ('same-origin', 'same-site'):
        found.append(Note(True, 'embedding', f'Cross-Origin-Resource-Policy: {policy}'))
    return found


def _caching(answer: Answer) -> list[Note]:
    said = answer.header('Cache-Control')
    parts = [part.strip().lower() for part in said.split(',')]
    ages = [part.partition('=')[2] for part in parts if part.startswith('max-age=')]
    is_long = any(age.isdigit() and int(age) >= YEAR for age in ages)
    if is_long and 'immutable' in parts and not {'no-cache', 'no-store', 'private'} & set(parts):
        return []
    says = f'Cache-Control: {said}' if said else 'no Cache-Control'
    return [Note(False, 'cache', f'{says}, though it never changes')]


def _framing(answer: Answer, entry: dict) -> list[Note]:
    """Notes about headers that prevent framing, since pages of other origins show the release's pages in frames."""
    if not entry['file'].endswith('.html'):
        return []
    ancestors = re.search(r'frame-ancestors\s+([^;,]+)', answer.header('Content-Security-Policy'))
    found = []
    if answer.header('X-Frame-Options'):
        found.append(Note(True, 'framing', f'X-Frame-Options: {answer.header("X-Frame-Options")}'))
    if ancestors and '*' not in ancestors[1].split():
        found.append(Note(True, 'framing', f'Content-Security-Policy: {ancestors[0].strip()}'))
    return found


def _scripts(answer: Answer, entry: dict) -> list[Note]:
    """A note about a policy that stops the script in a page of the release, as one for all pages of a site does."""
    if not entry['file'].endswith('.html'):
        return []
    for policy in ','.join(answer.headers.get_all('Content-Security-Policy', [])).split(','):
        directives = [words for directive in policy.split(';') if (words := directive.lower().split())]
        rules = {name: values for name, *values in reversed(directives)}  # of several, the first one counts
        name = next((each for each in ('script-src-elem', 'script-src', 'default-src') if each in rules), None)
        if 'sandbox' in rules and 'allow-scripts' not in rules['sandbox']:
            return [Note(True, 'scripts', 'Content-Security-Policy: sandbox, so scripts of outputs do not run')]
        if name and not _allows_inline(rules[name]):
            said = ' '.join([name, *rules[name]])
            return [Note(True, 'scripts', f'Content-Security-Policy: {said}, so scripts of outputs do not run')]
    return []


def _allows_inline(sources: list[str]) -> bool:
    """Whether a list of sources allows inline scripts; nonces and hashes switch `unsafe-inline` off."""
    return "'unsafe-inline'" in sources and not any(
        source == "'strict-dynamic'" or source.startswith(("'nonce-", "'sha")) for source in sources)


def _connections(answer: Answer, entry: dict) -> list[Note]:
    """Notes about the header with which browsers open no connection for outputs that may not fetch."""
    expected = pages.HEADERS.get(entry['file'], {}).get(pages.CONNECTIONS, '')
    actual = answer.header(pages.CONNECTIONS)
    if expected and actual != expected:
        says = f'{pages.CONNECTIONS}: {actual}' if actual else f'no {pages.CONNECTIONS}: {expected}'
        return [Note(False, 'connections', f'{says}, so that outputs that may not fetch can cause connections')]
    if actual and not expected and entry['file'].endswith('.html'):
        return [Note(True, 'connections', f'{pages.CONNECTIONS}: {actual}, so that outputs that may fetch cannot')]
    return []


def _compression(answer: Answer, entry: dict) -> list[Note]:
    if not entry['file'].endswith(COMPRESSIBLE) or answer.transferred <= SMALL or answer.header('Content-Encoding'):
        return []
    return [Note(False, 'compression', 'sent without compression')]
