"""The texts of this package, in English; ``{}`` stands for a value."""

FORMULA = 'Formula'
TOO_LONG = 'the formula has more than {} characters'
