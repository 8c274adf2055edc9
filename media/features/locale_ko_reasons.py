"""Korean, for the reasons of errors."""

from media.korean import REASONS
from media.translations import table_of

shared = table_of(REASONS)
