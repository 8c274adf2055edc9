"""A reader for CSV and TSV data of charts. It replaces Vega's reader, which generates code from column names."""

from browser import RegExp, String

DIALECT = 'plain'


def reader_of(delimiter):
    """Return a reader for Vega's ``formats``, which parses text into a list of records."""
    return lambda text, format: _records(String(text), format.delimiter or delimiter, format.header)


def _records(text, delimiter, header):
    mark = delimiter.replaceAll(RegExp('[^\\w]', 'g'), '\\$&')
    cell = RegExp(f'(?:"((?:[^"]|"")*)"|([^{mark}\\r\\n]*))({mark}|\\r?\\n|\\r|$)', 'y')
    names = header
    records = []
    row = []
    while cell.lastIndex < text.length:
        found = cell.exec(text)
        if not found:
            break
        row.push(found[2] if found[1] is None else found[1].replaceAll('""', '"'))
        if found[3] == delimiter and cell.lastIndex < text.length:
            continue
        if names and row.join(''):
            records.push(_record(names, row))
        names = names or row
        row = []
    return records


def _record(names, row):
    record = {}
    names.forEach(lambda name, place: _store(record, name, row[place]))
    return record


def _store(record, name, value):
    record[name] = value or ''
