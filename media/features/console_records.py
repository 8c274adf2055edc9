"""Log records, failed executions, and responses that are none of an execution; loaded with the first of them."""

from media.console_records.logs import logging
from media.console_records.responses import ending, showing

shared = {'log': logging, 'other': showing, 'end': ending}
