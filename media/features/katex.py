"""KaTeX, which typesets formulas; ``typeset`` of media/math/typesetting.py is for other chunks."""

from media.math.typesetting import typeset

shared = {'typeset': typeset}
