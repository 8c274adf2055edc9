"""Tables of known types for Python's and the browser's own names: of results, attributes and annotations."""

from __future__ import annotations

from toolchain.compiler.types import (
    BOOL, BYTES, DICT, FLOAT, FUNCTION, INT, LIST, MAP, NATIVE, NONE, SET, STR, Type,
)

# Browser classes that correspond to Python's list, dict, set or bytes.
BROWSER_CONTAINERS = {
    'Array': LIST, 'Map': MAP, 'Set': SET,
    'Uint8Array': BYTES, 'Uint8ClampedArray': BYTES, 'Int8Array': BYTES, 'Uint16Array': BYTES, 'Int16Array': BYTES,
    'Uint32Array': BYTES, 'Int32Array': BYTES,
    'Float32Array': Type('bytes', FLOAT), 'Float64Array': Type('bytes', FLOAT),
}

ANNOTATIONS = {
    'str': STR, 'int': INT, 'float': FLOAT, 'bool': BOOL, 'list': LIST, 'tuple': LIST, 'Sequence': LIST,
    'dict': DICT, 'Mapping': DICT, 'set': SET, 'frozenset': SET, 'bytes': BYTES, 'bytearray': BYTES,
    'Callable': FUNCTION, 'None': NONE,
}

# Builtin functions whose result type is certain.
BUILTIN_RESULTS = {
    'len': INT, 'ord': INT, 'int': INT, 'float': FLOAT, 'str': STR, 'repr': STR, 'chr': STR, 'bool': BOOL,
    'list': LIST, 'tuple': LIST, 'sorted': LIST, 'dict': MAP, 'set': SET, 'frozenset': SET, 'isinstance': BOOL,
    'hasattr': BOOL, 'callable': BOOL, 'any': BOOL, 'all': BOOL, 'format': STR, 'hex': STR, 'bin': STR,
    'bytes': BYTES, 'bytearray': BYTES, 'print': NONE, 'divmod': LIST, 'ascii': STR, 'oct': STR,
}

# Methods of str and the types of their results.
STR_METHODS = {
    'split': Type('list', STR), 'rsplit': Type('list', STR), 'splitlines': Type('list', STR), 'join': STR,
    'strip': STR, 'lstrip': STR, 'rstrip': STR, 'replace': STR, 'upper': STR, 'lower': STR, 'title': STR,
    'capitalize': STR, 'zfill': STR, 'ljust': STR, 'rjust': STR, 'center': STR,
    'removeprefix': STR, 'removesuffix': STR, 'startswith': BOOL, 'endswith': BOOL,
    'isdigit': BOOL, 'isalpha': BOOL, 'isalnum': BOOL, 'isspace': BOOL, 'isupper': BOOL, 'islower': BOOL,
    'isidentifier': BOOL, 'find': INT, 'rfind': INT, 'index': INT, 'rindex': INT, 'count': INT,
    'partition': Type('list', STR), 'rpartition': Type('list', STR), 'encode': BYTES,
}
# The browser's own string methods.
BROWSER_TEXT_METHODS = {
    'charCodeAt': INT, 'codePointAt': INT, 'trim': STR, 'trimStart': STR, 'trimEnd': STR, 'slice': STR,
    'toLowerCase': STR, 'toUpperCase': STR, 'repeat': STR, 'padStart': STR, 'padEnd': STR, 'normalize': STR,
    'replaceAll': STR, 'includes': BOOL, 'startsWith': BOOL, 'endsWith': BOOL, 'indexOf': INT, 'lastIndexOf': INT,
    'search': INT, 'substring': STR, 'toWellFormed': STR,
}
# List methods, Python's and the browser's.
BROWSER_LIST_METHODS = {
    'index': INT, 'count': INT, 'includes': BOOL, 'indexOf': INT, 'some': BOOL, 'every': BOOL, 'findIndex': INT,
    'map': LIST, 'filter': LIST, 'flatMap': LIST,
}
# The methods in STR_METHODS that only strings have, in Python and in the browser.
ONLY_STR = STR_METHODS.keys() - {'split', 'join', 'replace', 'title', 'center', 'find', 'index', 'count', 'encode'}


# Attributes and methods of browser objects whose type is certain, for receivers of the type NATIVE.
BROWSER_ATTRIBUTES = {
    'isConnected': BOOL, 'defaultPrevented': BOOL, 'complete': BOOL, 'hidden': BOOL, 'disabled': BOOL, 'checked': BOOL,
    'isIntersecting': BOOL, 'matches': BOOL, 'shiftKey': BOOL, 'ctrlKey': BOOL, 'altKey': BOOL, 'metaKey': BOOL,
    'tagName': STR, 'localName': STR, 'className': STR, 'id': STR, 'textContent': STR, 'title': STR, 'href': STR,
    'origin': STR, 'pathname': STR, 'search': STR, 'hash': STR, 'protocol': STR, 'host': STR, 'baseURI': STR,
    'src': STR, 'alt': STR, 'ariaLabel': STR, 'cssText': STR, 'key': STR, 'type': STR, 'lang': STR, 'innerText': STR,
    'naturalWidth': INT, 'naturalHeight': INT, 'clientWidth': INT, 'clientHeight': INT, 'offsetWidth': INT,
    'offsetHeight': INT, 'byteLength': INT, 'childElementCount': INT, 'width': FLOAT, 'height': FLOAT,
    'scrollTop': FLOAT, 'scrollLeft': FLOAT, 'scrollHeight': INT, 'scrollWidth': INT, 'clientX': FLOAT,
    'clientY': FLOAT, 'pageX': FLOAT, 'pageY': FLOAT, 'devicePixelRatio': FLOAT, 'deltaX': FLOAT, 'deltaY': FLOAT,
    'length': INT, 'size': INT, 'ownerDocument': NATIVE, 'style': NATIVE, 'dataset': NATIVE, 'classList': NATIVE,
    'target': NATIVE, 'currentTarget': NATIVE, 'children': NATIVE, 'childNodes': NATIVE, 'documentElement': NATIVE,
    'body': NATIVE, 'head': NATIVE, 'location': NATIVE, 'defaultView': NATIVE, 'port1': NATIVE, 'port2': NATIVE,
}
BROWSER_FUNCTIONS = {
    'String': STR, 'Number': FLOAT, 'Boolean': BOOL, 'encodeURIComponent': STR, 'decodeURIComponent': STR,
    'atob': STR, 'btoa': STR, 'setTimeout': INT, 'setInterval': INT, 'requestAnimationFrame': INT, 'typeof': STR,
    'matchMedia': NATIVE, 'getComputedStyle': NATIVE,
}
BROWSER_METHODS = {
    'contains': BOOL, 'dispatchEvent': BOOL, 'hasAttribute': BOOL, 'hasChildNodes': BOOL, 'matches': BOOL,
    'createElement': NATIVE, 'createElementNS': NATIVE, 'createTextNode': NATIVE, 'createDocumentFragment': NATIVE,
    'cloneNode': NATIVE, 'attachShadow': NATIVE, 'getBoundingClientRect': NATIVE, 'matchMedia': NATIVE, 'now': FLOAT,
    'createObjectURL': STR, 'toISOString': STR, 'has': BOOL, 'test': BOOL,
}
