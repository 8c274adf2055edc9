"""PDF pages drawn by pdf.js, for browsers without a viewer and pages that do not allow one."""
