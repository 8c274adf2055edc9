"""The texts of this package, in English; ``{}`` stands for a value."""

OPEN = 'Open'
SAVE = 'Save'
ONE_PAGE = ', 1 page'
PAGES = ', {} pages'
NOT_A_PDF = 'it is not a PDF document'
EMPTY = 'it is empty'
OLD_BROWSER = 'this browser is too old for that'
PAGES_FAILED = 'Its pages cannot be shown here: {}'
PAGE = 'Page {}: {}'
