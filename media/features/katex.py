"""KaTeX, which typesets formulas; other chunks call ``typeset`` of media/math/typesetting.py."""

from media.math.typesetting import typeset

NEEDS = ('math_fonts',)

shared = {'typeset': typeset}
