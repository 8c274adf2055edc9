"""The fonts of other alphabets, of bold letters and of rare symbols, loaded with the first formula that has such."""

from media.math.fonts import install
from static.math_fonts_more import css

shared = {'install': lambda root: install(css, root)}
