"""npm packages that chunks bundle."""

from typing import Any

def __getattr__(name: str) -> Any: ...
