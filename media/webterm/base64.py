"""Base64 of bytes, by the browser where it can."""

from browser import String, Uint8Array, atob, btoa

from media.datauri import bytes_of


def encoded(data: Uint8Array) -> str:
    """Of not more bytes than a call may have arguments in every browser, 65,535."""
    return btoa(String.fromCharCode.apply(None, data))


def decoded(text: str) -> Uint8Array:
    """The bytes; an exception where the text is no base64."""
    if not isinstance(text, str):
        raise Exception('no text')
    return Uint8Array.fromBase64(text) if Uint8Array.fromBase64 is not None else bytes_of(atob(text))
