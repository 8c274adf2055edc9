"""The part of Python's ``textwrap`` that changes indentation."""


def dedent(text: str) -> str:
    """The text without the indentation that all its lines share."""
    lines: list[str] = text.split('\n')
    margin = None
    for line in lines:
        stripped = line.lstrip(' \t')
        if stripped:
            here = line[:len(line) - len(stripped)]
            margin = here if margin is None else _shared(margin, here)
    cut = len(margin or '')
    return '\n'.join([line[cut:] if line.strip(' \t') else '' for line in lines])


def _shared(first: str, second: str) -> str:
    length = 0
    while length < len(first) and length < len(second) and first[length] == second[length]:
        length += 1
    return first[:length]


def indent(text: str, prefix: str, predicate=None) -> str:
    lines: list[str] = text.splitlines(True)
    return ''.join([prefix + line if (predicate(line) if predicate else line.strip()) else line for line in lines])
