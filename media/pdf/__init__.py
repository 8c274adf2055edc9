"""Pages of PDF that pdf.js draws, where the browser has no viewer or the page allows none."""
