css: str
