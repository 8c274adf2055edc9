"""Clips lines with large coordinates to a range in which a canvas is accurate."""

# Canvases use 32-bit floats. Within this distance, they are accurate to a hundredth of a pixel.
FAR = 1e5


def clipped(x0: float, y0: float, x1: float, y1: float) -> list[float]:
    """Return the part of a line within ``FAR`` of the origin as ``[x0, y0, x1, y1]``, or an empty list.

    This is the Liang–Barsky algorithm, starting at the nearer end and with halved coordinates to avoid overflow.
    """
    if max(abs(x0), abs(y0)) > max(abs(x1), abs(y1)):
        x0, y0, x1, y1 = x1, y1, x0, y0
    across, down = x1 / 2 - x0 / 2, y1 / 2 - y0 / 2
    start, end = 0.0, 1.0
    for side in range(4):
        sign = 1 if side < 2 else -1
        is_across = side == 0 or side == 2
        way = sign * (across if is_across else down)
        room = FAR / 2 - sign * (x0 if is_across else y0) / 2
        if way > 0:
            end = min(end, room / way)
        elif way < 0:
            start = max(start, room / way)
        elif room < 0:
            return []
    if start > end:
        return []
    return [x0 + across * start * 2, y0 + down * start * 2, x0 + across * end * 2, y0 + down * end * 2]
