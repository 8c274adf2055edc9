"""Blobs: bytes that an element shows, out of the page's own memory and gone with the element."""

from browser import URL, Blob, Element, FinalizationRegistry

from media.datauri import bytes_of

# A Blob stays for as long as its address is valid.
_addresses = FinalizationRegistry(lambda address: URL.revokeObjectURL(address))


def blob_url(element: Element, binary: str, mime: str) -> str:
    """An address of the bytes of a binary string, valid until ``element`` is gone."""
    address = URL.createObjectURL(Blob([bytes_of(binary)], {'type': mime}))
    _addresses.register(element, address)
    return address
