"""How much a console keeps: the oldest lines go, many at a time."""

from media.console.intake import Intake


def limit(intake: Intake) -> int:
    """Keep to the host's limits; how many lines went."""
    pane = intake.pane
    most: int = intake.options.maxLines
    lines = 0
    size = 0
    gone = 0
    for view in pane.views:
        lines += len(view.screen.lines)
        size += view.screen.size
    for view in pane.views:
        while lines > most or size > intake.options.maxCharacters:
            before: int = view.screen.size
            count: int = pane.drop(view.screen, most // 16)
            if count == 0:
                break
            gone += count
            lines -= count
            size -= before - view.screen.size
    return gone
