"""How many cells of a terminal a character takes: none, one or two.

From Unicode's East_Asian_Width (W and F take two) and general category (Mn, Me and Cf take none), for the scripts
that consoles print; Hangul's medial and final letters join the first one, so they take none, too.
"""

# Where the number of cells changes, each as (distance from the change before) * 3 + cells, in base 36.
_CHANGES = (
    '1 1s0 9d mx m lx 3s 6u y 40 1s 9u m 19l a 4r 4 c p c 4 2w9 4 6 m 10 p 1lh 80 dd 55c 6m 1mr 5d 17l g '
    '26 g 43 g 8x 2s 1a5 7 15 7 fw d b 4 8 4 17h 7 1t 7 48 11 3n 4 1n 4 15 4 q 7 1h 7 h 7 q 4 h 4 1t 4 n '
    '7 5 4 e 4 8 4 n 4 e 7 2e 4 2z 4 5 4 e a 5 4 55 a 22 4 18 4 1zn 7 4b 4 e 4 1vk zi e 1g 5 7f 8 zs q '
    'g9d 5e 1fg1 2pe 2g 1hn pv1 jrq 16p 1s0 1e v i 1e 5d bx 4 5 81 an m 1uct g2p lxe 1s1 105q 4 gw 4 fw '
    '4 8 v 8h o4 12 s 5 5v 5 1v 12 3m e g 12 1g b 4 b 5y 5 4 5 fm 8 5a 15 d 5 21 1k 4 28 7 15 4 78 74 42 '
    '5v k 4 b a 8 y z g e 11 iq 11 o2 3y 5 v 5 fg 9e c1 2yq 8fej 1651l 15a'
)

# Below this code every character that is not a control takes one cell.
NARROW = 0x300

_starts: list[int] = []
_cells: list[int] = []


def _unpack() -> None:
    code = 0
    packed = 0
    for letter in f'{_CHANGES} ':
        if letter == ' ':
            code += packed // 3
            _starts.append(code)
            _cells.append(packed % 3)
            packed = 0
        else:
            digit: int = ord(letter)
            packed = packed * 36 + digit - (48 if digit < 58 else 87)


_unpack()


def width_of(code: int) -> int:
    """The cells of the character with that code point."""
    if code < NARROW:
        return 1
    low: int = 0
    high: int = len(_starts)
    while high - low > 1:
        middle: int = (low + high) // 2
        if _starts[middle] > code:
            high = middle
        else:
            low = middle
    return _cells[low]
