"""The bytes of an item: from a data URI (RFC 2397) or from plain base64; kernels send both."""

from browser import RegExp, Uint8Array, atob, encodeURIComponent, unescape

from media import texts as words
from media.templates import fill

# Non-ASCII text in a percent-encoded text, and sequences that only ``unescape`` treats as an encoding.
UNENCODED = RegExp('[^\\x00-\\x7f]+|%(?=u)', 'gi')


def joined_text(data) -> str:
    """Data as one text, without surrounding white space; notebooks store long texts as lists of lines."""
    lines: list[str] = data
    text: str = ''.join(lines) if isinstance(data, list) else data
    if not isinstance(text, str):
        raise Exception(words.NOT_TEXT)
    return text.trim()


def is_data_uri(text: str) -> bool:
    return text[:5].lower() == 'data:'


def header_of(text: str) -> str:
    """The part of a data URI before the comma, in lower case: the media type, then parameters."""
    return text[5:text.find(',')].lower().trim() if is_data_uri(text) else ''


def binary_of(data, family: str) -> str:
    """The decoded bytes of an item's data; raises an error if a data URI has a type other than ``family/…``."""
    text = joined_text(data)
    header = header_of(text)
    if header and not header.startswith(family):
        raise Exception(fill(words.WRONG_KIND_OF_DATA, header))
    return decoded(text)


def decoded(text: str) -> str:
    """The bytes of a data URI, or of plain base64, as a binary string: a character below 256 for each byte.

    Line breaks are ignored, and the URL-safe alphabet is accepted, too.
    """
    body: str = text[text.find(',') + 1:] if is_data_uri(text) else text
    if is_data_uri(text):
        if not header_of(text).endswith('base64'):
            whole: str = body if body.toWellFormed is None else body.toWellFormed()
            return unescape(whole.replaceAll(UNENCODED, encodeURIComponent))
        if '%' in body:
            body = unescape(body)
    try:
        return atob(body.replace('-', '+').replace('_', '/'))
    except Exception:
        raise Exception(words.NOT_BASE64)


def bytes_of(binary: str) -> Uint8Array:
    """The bytes of a binary string."""
    data = Uint8Array(len(binary))
    for index in range(len(binary)):
        data[index] = binary.charCodeAt(index)
    return data
