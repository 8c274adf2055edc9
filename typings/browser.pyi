"""The globals of the page."""

from typing import Any

def __getattr__(name: str) -> Any: ...
