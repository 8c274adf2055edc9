"""Text as a terminal shows it: what a console's lines hold, and how those in sight get onto the page."""
