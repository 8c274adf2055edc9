"""Colors for code: languages that the highlighter of npm does not know, and the names of all languages."""
