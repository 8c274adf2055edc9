"""Languages as rules of @speed-highlight/core: a ``match`` gets the ``type``, or is tokenized by ``sub``."""

from browser import RegExp

from npm.speed_highlight.core.languages.bash import default as bash
from npm.speed_highlight.core.languages.c import default as c
from npm.speed_highlight.core.languages.diff import default as diff
from npm.speed_highlight.core.languages.js import default as javascript
from npm.speed_highlight.core.languages.json import default as json
from npm.speed_highlight.core.languages.py import default as python
from npm.speed_highlight.core.languages.sql import default as sql
from npm.speed_highlight.core.languages.yaml import default as yaml

COMMENT = {'type': 'cmnt', 'match': RegExp('#.*', 'g')}
TEXT = {'expand': 'str'}
NUMBER = {'expand': 'num'}
CALL = {'type': 'func', 'match': RegExp('[a-zA-Z_.][\\w.]*!?(?=\\()', 'g')}
OPERATOR = {'type': 'oper', 'match': RegExp('<-|->|\\|>|%[^%\\s]*%|[-+*/^<>=!&|~:?$@]+', 'g')}


def keywords(words: str, kind: str = 'kwd'):
    return {'type': kind, 'match': RegExp(f'\\b({words})\\b', 'g')}


R = [
    COMMENT, TEXT, NUMBER, CALL, OPERATOR,
    keywords('break|else|for|function|if|in|library|next|repeat|require|return|source|while'),
    keywords('TRUE|FALSE|NULL|NA|NaN|Inf|NA_integer_|NA_real_|NA_character_', 'bool'),
]

JULIA = [
    {'type': 'cmnt', 'match': RegExp('#=[^]*?(=#|$)|#.*', 'g')},
    {'type': 'str', 'match': RegExp('"""[^]*?("""|$)|\\w*"(?:[^"\\\\\\n]|\\\\.)*"?', 'g')},
    NUMBER, CALL, OPERATOR,
    keywords('abstract|baremodule|begin|break|catch|const|continue|do|else|elseif|end|export|finally|for|function|global|'
             'if|import|in|isa|let|local|macro|module|mutable|outer|primitive|quote|return|struct|try|type|using|where|'
             'while'),
    keywords('true|false|nothing|missing|NaN|Inf|pi|im', 'bool'),
    {'type': 'class', 'match': RegExp('\\b[A-Z]\\w*|@\\w+', 'g')},
]

HTML = [
    {'type': 'cmnt', 'match': RegExp('<!--[^]*?(-->|$)', 'g')},
    {'match': RegExp('</?[a-zA-Z][^<>]*>?', 'g'), 'sub': [
        {'type': 'kwd', 'match': RegExp('^</?[^\\s<>/]+|/?>$', 'g')},
        {'type': 'str', 'match': RegExp('"[^"]*"?|\'[^\']*\'?', 'g')},
        {'type': 'func', 'match': RegExp('[^\\s"\'<>/=]+', 'g')},
    ]},
    {'type': 'bool', 'match': RegExp('&#?\\w{1,32};|<![^>]*>?', 'g')},
]

CPP = [
    keywords('alignas|auto|bool|catch|class|concept|constexpr|decltype|delete|explicit|final|friend|mutable|namespace|new|'
             'noexcept|operator|override|private|protected|public|requires|static_assert|template|this|throw|try|'
             'typename|using|virtual'),
    keywords('true|false|nullptr', 'bool'),
    *c,
]

# Each language with its names in fences and notebooks and its file extensions.
LANGUAGES = [
    (python, 'python py python3 ipython ipython3 ipy py3 sage'),
    (R, 'r rscript s'),
    (JULIA, 'julia jl'),
    (javascript, 'javascript js jsx mjs node typescript ts tsx'),
    (bash, 'bash sh shell zsh console'),
    (sql, 'sql mysql postgresql postgres sqlite'),
    (json, 'json json5 jsonc ipynb'),
    (yaml, 'yaml yml'),
    (CPP, 'c++ cpp cc cxx hpp c h cuda cu'),
    (HTML, 'html xml svg xhtml'),
    (diff, 'diff patch'),
]


def language_of(name: str):
    """Return the rules of the language ``name``, or None if it is unknown."""
    found = LANGUAGES.find(lambda entry: f' {entry[1]} '.includes(f' {name} '))
    return None if found is None else found[0]
