"""Jupyter messages in consoles: a chunk that is loaded with the first message. See media/messages."""

from media.messages.kernels import has_model, kernel_of
from media.messages.reading import taking
from media.messages.router import Router

shared = {
    'Router': Router, 'has_model': has_model, 'kernel_of': kernel_of, 'taking': taking,
}
