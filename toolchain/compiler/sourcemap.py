"""Source maps (ECMA-426) that map each line of JavaScript to the line of Python it comes from."""

from __future__ import annotations

import base64
import json

from toolchain.compiler.printer import base64_vlq


def inline_comment(source_name: str, source: str, origins: list[int]) -> str:
    """The comment with a source map for one source; ``origins`` has a line number, from 1, for each line."""
    document = {'version': 3, 'sources': [source_name], 'sourcesContent': [source], 'names': [],
                'mappings': mappings(origins)}
    encoded = base64.b64encode(json.dumps(document).encode()).decode()
    return f'//# sourceMappingURL=data:application/json;base64,{encoded}\n'


def mappings(origins: list[int]) -> str:
    """The mappings of a source map, one segment per line: column 0 maps to column 0 of the original line."""
    lines, previous = [], 0
    for origin in origins:
        lines.append(base64_vlq.encode([0, 0, origin - 1 - previous, 0]))
        previous = origin - 1
    return ';'.join(lines)


def origin(text: str, line: int) -> str | None:
    """The ``source:line`` that a line of a file with an inline map comes from; None if the file has no such map."""
    marker = '//# sourceMappingURL=data:application/json;base64,'
    if marker not in text:
        return None
    document = json.loads(base64.b64decode(text.rsplit(marker, 1)[1]))
    source, origin_line = lookup(document, line, 0)
    return f'{source}:{origin_line}'


def lookup(document: dict, line: int, column: int) -> tuple[str, int]:
    """The (source, line) that a position in a generated file comes from; lines from 1, columns from 0.

    Raises LookupError if the map has no entry for the position.
    """
    source = source_line = 0
    best = None
    for number, segments in enumerate(document['mappings'].split(';'), 1):
        start = 0
        for segment in filter(None, segments.split(',')):
            fields = base64_vlq.decode(segment)
            start += fields[0]
            if len(fields) > 1:
                source, source_line = source + fields[1], source_line + fields[2]
                if number == line and start <= column:
                    best = document['sources'][source], source_line + 1
    if best is None:
        raise LookupError(f'no mapping for line {line}, column {column}')
    return best
