"""Korean, for every output."""

from media.korean import TEXTS
from media.translations import table_of

shared = table_of(TEXTS)
