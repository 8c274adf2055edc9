"""The texts of this package, in English; ``{}`` stands for a value."""

ABORTED = 'Not run, because an earlier run failed.'
WIDGETS_FAILED = 'Widgets cannot be shown: {}.'
KERNEL_RESTARTED = 'The kernel was restarted.'
KERNEL_DIED = 'The kernel died.'
NEXT_INPUT = 'The kernel suggests this as the next input:'
KERNEL_EXITS = 'The kernel exits.'
UNKNOWN_REPLY = 'A reply with {} cannot be shown.'
UNKNOWN_MESSAGE = 'A message of the type {} cannot be shown.'
