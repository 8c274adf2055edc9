"""A table of 100,000 rows, generated as CSV."""

from browser import Element, performance, window

from media.gallery.elements import make

ROWS = 100_000
CITIES: list[str] = ['Seoul', 'Busan', 'Daegu', 'Incheon', 'Gwangju', 'Daejeon', 'Ulsan', 'Jeju']
MODELS: list[str] = ['linear', 'forest', 'boosted trees', 'perceptron']


def text_of_rows() -> str:
    """Return deterministic measurements as CSV."""
    lines: list[str] = ['run,day,city,model,loss,accuracy,seconds']
    state = 1
    for number in range(ROWS):
        state = (state * 16807) % 2147483647
        loss = 2.3 / (1 + number / 9000) + state % 1000 / 5000
        accuracy = 1 - loss / 3
        month, day = 1 + number // 8400, 1 + number % 28
        result = f'{loss:.4f},{accuracy:.4f},{state % 90000 / 100:.2f}'
        lines.append(f'{number},2026-{month:02}-{day:02},{CITIES[state % 8]},{MODELS[state % 4]},{result}')
    return '\n'.join(lines)


async def start(stage: Element, section) -> None:
    item = ['text/csv', text_of_rows()]
    place, facts = make('div'), make('p', '', 'facts')
    stage.append(place, facts)
    begin: float = performance.now()
    await window.BackendAI.Media.handleAll([item], 'many-rows', place)
    facts.textContent = f'{len(item[1]) / 1e6:.1f} MB, shown in {performance.now() - begin:.0f} ms'
