"""The texts of this package, in English; ``{}`` stands for a value."""

UNSUPPORTED_BROWSER = 'DOMPurify does not support this browser'
TABLE = 'Table'
WITHOUT_SCRIPTS = 'Without scripts: {}'
SCRIPTS_NOT_RUN = 'The scripts of this output have not run.'
RUN = 'Run'
LOAD = 'Load'
FRAME_NOT_STARTED = (
    'the page for scripts did not run; allow it in frame-src, and serve it without a policy that stops scripts')
INTERACTIVE_OUTPUT = 'Interactive output'
TOO_MANY_PARTS = 'it has more than {} elements and attributes'
TOO_MANY_ELEMENTS = 'it has more than {} elements'
TOO_MANY_MARKS = 'it puts more than {} combining marks on one letter'
NESTED_TOO_DEEPLY = 'its elements are nested more than {} deep'
TOO_MANY_ATTRIBUTES = 'an element has more than {} attributes'
REMOTE_ADDRESSES = 'Remote addresses not loaded: {} ({}).'
PROMISE_REJECTED = 'a Promise was rejected'
RELATIVE_ADDRESS = 'The address “{}” is relative, and cannot be loaded.'
