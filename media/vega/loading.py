"""A loader for charts that only allows data URIs until the user or the host permits remote addresses."""

from browser import Error, RegExp, String, TextDecoder, fetch

from media.datauri import bytes_of, decoded, is_data_uri
from media.html.permission import absolute, may_load
from media.vega import words
from media.templates import fill

DIALECT = 'plain'

_IMAGE = RegExp('^data:image/', 'i')
_MAIL = RegExp('^mailto:', 'i')


def loader_for(allowed, warn):
    """Return a loader for Vega. ``allowed`` is a ``permission``; ``warn(reason)`` is called for relative addresses."""

    def refuse(address):
        if not absolute(address):
            warn(fill(words.RELATIVE_ADDRESS, address))
        raise Error(words.NOT_LOADED)

    async def load(address, options):
        text = String(address)
        if is_data_uri(text):
            return TextDecoder().decode(bytes_of(decoded(text)))
        if not may_load(allowed, text):
            refuse(text)
        response = await fetch(absolute(text), {'credentials': 'omit', 'referrerPolicy': 'no-referrer'})
        if not response.ok:
            raise Error(fill(words.HTTP_STATUS, response.status))
        return await response.text()

    async def sanitize(address, options):
        text = String(address)
        if options.context == 'href':
            # Make it absolute: http:x would be relative on a page with that scheme.
            link = text if _MAIL.test(text) else absolute(text)
            if not link:
                raise Error(words.NOT_A_LINK)
            return {'href': link, 'target': '_blank', 'rel': 'noopener noreferrer'}
        if not _IMAGE.test(text) and not may_load(allowed, text):
            refuse(text)
        return {'href': text, 'crossOrigin': None}

    return {'load': load, 'sanitize': sanitize}
