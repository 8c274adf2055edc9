"""The parameters of a control sequence."""

# Added to a number that follows a colon.
JOINED = 1000000

_MAX_NUMBER = 99999


def numbers_of(text: str) -> list[int]:
    """The numbers of ``1;38:5:4``: at least one, 0 for an omitted number; other characters are ignored."""
    numbers: list[int] = []
    number = 0
    base = 0
    for index in range(len(text)):
        code: int = text.charCodeAt(index)
        if code == 58 or code == 59:
            numbers.append(number + base)
            number = 0
            base = JOINED if code == 58 else 0
        elif 48 <= code < 58:
            number = min(number * 10 + code - 48, _MAX_NUMBER)
    numbers.append(number + base)
    return numbers
