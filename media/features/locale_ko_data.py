"""Korean, for tables, JSON, Git graphs and maps."""

from media.korean import DATA
from media.translations import table_of

shared = table_of(DATA)
