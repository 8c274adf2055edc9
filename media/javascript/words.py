"""The texts of this package, in English."""

SCRIPT_OUTPUT = 'Output of a script'
SCRIPTS_FORBIDDEN = 'the page does not allow scripts of outputs'
SCRIPT_NOT_RUN = 'This script has not run.'
RUN = 'Run'
