"""The fonts that nearly every formula needs."""

from media.math.fonts import install
from static.math_fonts import css

shared = {'install': lambda root: install(css, root)}
