"""Korean, for terminals."""

from media.korean import TERMINAL
from media.translations import table_of

shared = table_of(TERMINAL)
