"""Blobs for the data of elements, stored outside of the page's memory and released with the element."""

from browser import URL, Blob, Element, FinalizationRegistry

from media.datauri import bytes_of

# A Blob stays in memory as long as its URL is valid.
_addresses = FinalizationRegistry(lambda address: URL.revokeObjectURL(address))


def blob_url(element: Element, binary: str, mime: str) -> str:
    """A URL for the bytes of a binary string, valid until ``element`` is garbage-collected."""
    address = URL.createObjectURL(Blob([bytes_of(binary)], {'type': mime}))
    _addresses.register(element, address)
    return address
