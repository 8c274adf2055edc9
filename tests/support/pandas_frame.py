"""What pandas makes of a frame, for a kernel's Python: ``python pandas_frame.py`` answers the tests over its pipes.

It writes one line of JSON: the frame as HTML and CSV, the row numbers after sorting by each column, and those that
filters leave. Then it reads a line of JSON with the copied and saved texts, and writes which of them give the frame.
"""

import io
import json
import random
import sys

import pandas as pd

ROWS = 40
CONDITIONS = [('number', '>', 1), ('number', '<=', 0.5), ('day', '>=', '2026-02-01'), ('whole', '!=', 3)]


def frame() -> pd.DataFrame:
    """A frame with ties, missing values, accents and characters that need quotes."""
    choose = random.Random(5).choice
    return pd.DataFrame({
        'number': [choose([1.5, -2.25, 1000000.5, 0.0, -0.5, None, float('inf'), float('-inf')]) for _ in range(ROWS)],
        'whole': pd.array([choose([3, -7, 2 ** 62 + 1, 2 ** 62, None]) for _ in range(ROWS)], dtype='Int64'),
        'day': pd.to_datetime([choose(['2026-03-01', '1959-12-31', '2026-01-31', None]) for _ in range(ROWS)]),
        'word': [choose(['Éa', 'éa', 'Zz', 'zz', 'ß', 'ñ', '日本', '😀', 'q"x', 'x,y', "it's", '<b>&amp;', None]) for _ in range(ROWS)],
        'truth': [choose([True, False]) for _ in range(ROWS)],
    })


def matching(data: pd.DataFrame, column: str, sign: str, value) -> list[int]:
    cells, value = data[column], pd.Timestamp(value) if column == 'day' else value
    found = {'>': cells > value, '<=': cells <= value, '>=': cells >= value, '!=': cells != value}[sign]
    return data.index[(found & cells.notna()).fillna(False)].tolist()


def is_same(text: str, separator: str, data: pd.DataFrame) -> bool:
    """Whether pandas reads a text as it reads its own file of the frame."""
    options = {'index_col': 0, 'parse_dates': ['day'], 'dtype': {'whole': 'Int64'}}
    return pd.read_csv(io.StringIO(text), sep=separator, **options).equals(
        pd.read_csv(io.StringIO(data.to_csv()), **options))


def main() -> None:
    data = frame()
    pd.set_option('display.max_rows', ROWS)
    print(json.dumps({
        'html': data._repr_html_(), 'csv': data.to_csv(),
        'orders': {column: [data.sort_values(column, kind='stable', ascending=is_up).index.tolist() for is_up in (True, False)]
                   for column in data.columns},
        'filters': [[column, f'{sign} {value}', matching(data, column, sign, value)] for column, sign, value in CONDITIONS]
        + [['word', 'É', data.index[data.word.str.contains('é', case=False).fillna(False)].tolist()]],
    }), flush=True)
    texts = json.loads(sys.stdin.readline())
    print(json.dumps({name: is_same(text, '\t' if name == 'TSV' else ',', data) for name, text in texts.items()}))


if __name__ == '__main__':
    main()
