"""Base64 of bytes, by the browser where it can."""

from browser import String, Uint8Array, atob, btoa

from media.datauri import bytes_of

# As many arguments as a call may have in every browser, and a multiple of three.
PART = 24576


def encoded(data: Uint8Array) -> str:
    text: str = ''
    start: int = 0
    while start < data.length:
        text += btoa(String.fromCharCode.apply(None, data.subarray(start, start + PART)))
        start += PART
    return text


def decoded(text: str) -> Uint8Array:
    """The bytes; an exception where the text is no base64."""
    if not isinstance(text, str):
        raise Exception('no text')
    return Uint8Array.fromBase64(text) if Uint8Array.fromBase64 is not None else bytes_of(atob(text))
