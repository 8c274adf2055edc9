"""Interpretation of cell texts as numbers, dates, booleans or missing values. The displayed text stays as it is."""

from browser import RegExp, Set

# The words of pandas, polars, R and Julia for missing values and for omitted rows.
MISSING: Set = Set(['NaN', 'NaT', 'None', '<NA>', 'nan', 'null', 'NA', 'missing', '...', '…'])

NUMBER: RegExp = RegExp('^\\s*[-+\\u2212]?(inf(inity)?|[$€£¥]?(?=\\.?\\d)(\\d{1,3}(,\\d{3})+|\\d*)(\\.\\d*)?'
                        '(e[-+]?\\d+)?\\s?%?)$', 'i')
DATE: RegExp = RegExp('^(\\d{4})-(\\d\\d)-(\\d\\d)(?:[ T](\\d\\d):(\\d\\d)(?::(\\d\\d)(\\.\\d+)?)?)?\\s?'
                      '(?:(Z|UTC)|([-+])(\\d\\d):?(\\d\\d))?$')
DURATION: RegExp = RegExp('^(-?)(\\d+) days?(?:,? ([-+])?(\\d+):(\\d\\d):(\\d\\d)(\\.\\d+)?)?$')
TRUTH: RegExp = RegExp('^(true|false)$', 'i')

# How many cells of a column are examined to infer its kind.
SAMPLE_ROWS = 200


def is_missing(text) -> bool:
    return text is None or MISSING.has(text)


def kind_of(texts: list) -> str:
    """Return the kind of all texts that are not missing, or an empty string if all are.

    Texts among which some are numbers are mixed: the numbers are sorted before the texts.
    """
    found: list[str] = texts.filter(lambda text: not is_missing(text) and text != '')
    if len(found) == 0:
        return ''
    if found.every(lambda text: NUMBER.test(text)) is True:
        return 'number'
    if found.every(lambda text: DATE.test(text) or DURATION.test(text)) is True:
        return 'date'
    if found.every(lambda text: TRUTH.test(text)) is True:
        return 'boolean'
    return 'mixed' if found.some(lambda text: NUMBER.test(text)) is True else 'text'
