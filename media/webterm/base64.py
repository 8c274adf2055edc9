"""Base64 encoding and decoding, native where the browser supports it."""

from browser import String, Uint8Array, atob, btoa

from media.datauri import bytes_of


def encoded(data: Uint8Array) -> str:
    """Encode at most 65,535 bytes, the number of arguments that a call may have in every browser."""
    return btoa(String.fromCharCode.apply(None, data))


def decoded(text: str) -> Uint8Array:
    """Decode a text; raises an exception if it is not Base64."""
    if not isinstance(text, str):
        raise Exception('no text')
    return Uint8Array.fromBase64(text) if Uint8Array.fromBase64 is not None else bytes_of(atob(text))
