"""The style sheets of static/."""

from typing import Any

def __getattr__(name: str) -> Any: ...
