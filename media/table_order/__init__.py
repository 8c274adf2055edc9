"""Sorting and filtering in the background, loaded with the first of either.

``readers``   parses numbers, dates and booleans
``sorting``   computes the order of rows by a column
``filters``   keeps the rows that match a search or conditions on columns
"""
