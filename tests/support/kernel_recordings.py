"""Record what the gallery shows if no kernel is running: ``python -m tests.support.kernel_recordings``.

It runs the examples of the gallery's live cell, and the code below for the items of ``showcase.json``.
"""

from __future__ import annotations

import ast
import asyncio
import json
import time

from tests.support.kernel_server import ROOT, Client, serving

FIXTURES = ROOT / 'tests' / 'fixtures'
# Pauses are shortened to this, such as those while a package is imported.
MAX_PAUSE_S = 0.4
# Examples that wait for the user, or never end.
INTERACTIVE = {'Input', 'Widget', 'Endless loop'}

SHOWCASE = {
    'waves': """
%config InlineBackend.figure_formats = ['retina']
import numpy as np, matplotlib.pyplot as plt
x = np.linspace(-3, 3, 400)
X, Y = np.meshgrid(x, x)
Z = (1 - X / 2 + X ** 5 + Y ** 3) * np.exp(-X ** 2 - Y ** 2)
plt.figure(figsize=(5.6, 3.6))
plt.contourf(X, Y, Z, 24, cmap='viridis')
plt.colorbar(label='height'); plt.contour(X, Y, Z, 12, colors='white', linewidths=.4)
plt.xlabel('x'); plt.ylabel('y'); plt.title('A surface from above'); plt.show()""",
    'quarters': """
import pandas as pd, numpy as np
rng = np.random.default_rng(7)
frame = pd.DataFrame(rng.normal(100, 25, (6, 5)).round(1), index=['Seoul', 'Busan', 'Daegu', 'Incheon', 'Ulsan', 'Jeju'],
                     columns=['Q1', 'Q2', 'Q3', 'Q4', 'change'])
frame['change'] = (frame['Q4'] / frame['Q1'] - 1).round(3)
(frame.style.background_gradient(subset=['Q1', 'Q2', 'Q3', 'Q4'], cmap='YlGnBu')
 .bar(subset=['change'], align='zero', color=['#e07a5f', '#81b29a']).format('{:.1f}').format('{:+.1%}', subset=['change']))""",
}


def examples() -> list[list[str]]:
    """The examples of the live cell."""
    tree = ast.parse((ROOT / 'media' / 'gallery' / 'kernel_examples.py').read_text(encoding='utf-8'))
    return next(ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.AnnAssign))


async def record(client: Client, name: str, code: str) -> dict:
    """Record one run: each message with the seconds since the start, without data that identifies the session."""
    msg_id, records = await client.start_run(code), []
    at, before = 0.0, time.monotonic()
    while True:
        message = await client.receive()
        content = message['content']
        if message['parent_header'].get('msg_id') != msg_id:
            continue
        if message['msg_type'] == 'status' and content['execution_state'] == 'idle':
            return {'name': name, 'code': code, 'records': records}
        if message['msg_type'] not in ('status', 'execute_reply'):
            now = time.monotonic()
            at, before = at + min(now - before, MAX_PAUSE_S), now
            records.append([round(at, 2), {'msg_type': message['msg_type'], 'content': content}])


async def main() -> None:
    async with serving() as server, server.client() as client:
        runs = [await record(client, name, code) for name, code in examples() if name not in INTERACTIVE]
        shown = {name: await record(client, name, code) for name, code in SHOWCASE.items()}
    (FIXTURES / 'kernel_recordings.json').write_text(json.dumps(runs, ensure_ascii=False) + '\n', encoding='utf-8')
    items = {name: {key: content[key] for key in ('data', 'metadata')}
             for name, run in shown.items() for _, message in run['records']
             if 'data' in (content := message['content'])}
    for item in items.values():
        item['data'].pop('text/plain', None)
    (FIXTURES / 'showcase.json').write_text(json.dumps(items, ensure_ascii=False) + '\n', encoding='utf-8')


if __name__ == '__main__':
    asyncio.run(main())
