"""What people do with a table, loaded when one is turned to: walk, select, copy, save, filter, arrange columns."""
