"""Validate Arrow metadata before flechette reads it.

The metadata is made of FlatBuffers, whose vectors state their own lengths. flechette trusts these lengths: a corrupt
one makes it allocate hundreds of millions of entries, and a negative one makes it read the same message again. This
module checks that every vector fits into its buffer and limits the number of fields. Slot numbers are offsets into a
table's vtable, from Message.fbs, Schema.fbs and File.fbs of the Apache Arrow format.
"""

from browser import DataView, Math, String, Uint8Array

from media.table import words
from media.templates import fill

# A table with more fields than this, including nested ones, takes too long to show.
MAX_FIELDS = 20_000

# The first six bytes of a file. A stream starts with the length of its first message instead.
MAGIC = 'ARROW1'

# Message types.
SCHEMA = 1
DICTIONARY_BATCH = 2
RECORD_BATCH = 3

UNION = 14


class _Metadata:
    """The FlatBuffer of one message or of a file's footer."""

    def __init__(self, bytes_: Uint8Array) -> None:
        self.view = DataView(bytes_.buffer, bytes_.byteOffset, bytes_.byteLength)
        self.size: int = bytes_.byteLength
        self.fields = 0

    def number(self, place: int) -> int:
        return self.view.getInt32(place, True)

    def slot(self, reference: int, slot: int) -> int:
        """Return the offset of a slot of the table that ``reference`` points to, or 0 if the table lacks it."""
        table = reference + self.number(reference)
        vtable = table - self.number(table)
        if slot >= self.view.getUint16(vtable, True):
            return 0
        offset: int = self.view.getInt16(vtable + slot, True)
        return 0 if offset == 0 else table + offset

    def entries(self, reference: int, stride: int) -> int:
        """Return the length of the vector that ``reference`` points to, or 0 if ``reference`` is 0."""
        if reference == 0:
            return 0
        start = reference + self.number(reference)
        count = self.number(start)
        if count < 0 or start + 4 + count * stride > self.size:
            raise Exception(words.FALSE_METADATA)
        return count

    def check_fields(self, reference: int) -> None:
        count = self.entries(reference, 4)
        self.fields += count
        if self.fields > MAX_FIELDS:
            raise Exception(fill(words.TOO_MANY_FIELDS, MAX_FIELDS))
        first = 0 if count == 0 else reference + self.number(reference) + 4
        for index in range(count):
            field = first + index * 4
            self.entries(self.slot(field, 16), 4)
            kind = self.slot(field, 8)
            type_ = self.slot(field, 10)
            if type_ > 0 and kind > 0 and self.view.getUint8(kind) == UNION:
                self.entries(self.slot(type_, 6), 4)
            self.check_fields(self.slot(field, 14))

    def check_schema(self, reference: int) -> None:
        self.entries(self.slot(reference, 8), 4)
        self.check_fields(self.slot(reference, 6))

    def check_batch(self, reference: int) -> None:
        self.entries(self.slot(reference, 6), 16)
        self.entries(self.slot(reference, 8), 16)
        self.entries(self.slot(reference, 12), 8)


def check(data: Uint8Array) -> None:
    """Raise an exception if the metadata is corrupt in a way that would keep flechette busy or make it loop."""
    if String.fromCharCode.apply(None, data.subarray(0, len(MAGIC))) == MAGIC:
        _check_file(data)
    else:
        _check_stream(data)


def _check_stream(data: Uint8Array) -> None:
    place = 0
    while 0 <= place < data.byteLength:
        place = _check_message(data, place)


def _check_file(data: Uint8Array) -> None:
    end = data.byteLength - len(MAGIC) - 4
    length: int = DataView(data.buffer, data.byteOffset).getInt32(end, True)
    if length < 4 or length > end:
        raise Exception(words.FALSE_METADATA)
    # flechette reads the footer as part of the whole file, so its offsets may point anywhere in the file.
    footer = _Metadata(data)
    start = end - length
    schema = footer.slot(start, 6)
    if schema > 0:
        footer.check_schema(schema)
    for slot in [8, 10]:
        blocks = footer.slot(start, slot)
        count = footer.entries(blocks, 24)
        for index in range(count):
            place = blocks + footer.number(blocks) + 4 + index * 24
            _check_message(data, footer.number(place))


def _check_message(data: Uint8Array, place: int) -> int:
    """Check one message. Return the offset of the next one, or -1 after the last."""
    view = DataView(data.buffer, data.byteOffset, data.byteLength)
    if place + 4 > data.byteLength:
        return -1
    length: int = view.getInt32(place, True)
    place += 4
    if length == -1 and place + 4 <= data.byteLength:
        length = view.getInt32(place, True)
        place += 4
    if length == 0:
        return -1
    if length < 0 or place + length > data.byteLength:
        raise Exception(words.FALSE_METADATA)
    metadata = _Metadata(data.subarray(place, place + length))
    kind = metadata.slot(0, 6)
    header = metadata.slot(0, 8)
    body = metadata.slot(0, 10)
    if header > 0 and kind > 0:
        type_: int = metadata.view.getUint8(kind)
        if type_ == SCHEMA:
            metadata.check_schema(header)
        elif type_ == RECORD_BATCH:
            metadata.check_batch(header)
        elif type_ == DICTIONARY_BATCH:
            batch = metadata.slot(header, 6)
            if batch > 0:
                metadata.check_batch(batch)
    size = 0 if body == 0 or header == 0 else metadata.number(body) + metadata.number(body + 4) * 4294967296
    return place + length + Math.max(0, size)
