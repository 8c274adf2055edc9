"""Tables of any size: `store` holds one, `markup` and `csv` read it, `grid` and `drawing` show the rows in sight."""
