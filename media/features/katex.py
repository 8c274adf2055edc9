"""KaTeX, which typesets formulas; ``typeset`` of media/math/typesetting.py is for other chunks."""

from media.math.typesetting import typeset

NEEDS = ('math_fonts',)

shared = {'typeset': typeset}
