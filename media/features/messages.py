"""Jupyter messages in consoles: a chunk that comes with the first message. See media/messages."""

from media.messages.kernels import has_model, kernel_of
from media.messages.reading import taking
from media.messages.router import Router
from media.messages.saved import restore_models

shared = {
    'Router': Router, 'has_model': has_model, 'kernel_of': kernel_of, 'restore_models': restore_models,
    'taking': taking,
}
