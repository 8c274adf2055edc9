"""The state of widgets, updated by messages and kept for the widgets' views. See media/comms."""

from media.comms.models import close_all
from media.comms.saved import restore_models
from media.comms.taking import take
from media.messages.kernels import Kernel


def _restore(kernel: Kernel, saved) -> None:
    kernel.comms = shared
    restore_models(kernel, saved)


shared = {'close_all': close_all, 'restore_models': _restore, 'take': take}
