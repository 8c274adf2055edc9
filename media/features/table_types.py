"""The values of typed tables as texts, loaded with the first Arrow, Parquet or data resource."""

from media.table.typed import (
    add_range, bytes_in, categories_of, day_text, described, duration_text, index_in, instant_text, mark_index,
    range_value,
)

shared = {'add_range': add_range, 'bytes_in': bytes_in, 'categories_of': categories_of, 'day_text': day_text,
          'described': described, 'duration_text': duration_text, 'index_in': index_in, 'instant_text': instant_text,
          'mark_index': mark_index, 'range_value': range_value}
