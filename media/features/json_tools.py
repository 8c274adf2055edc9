"""What people do with JSON trees now and then, loaded when one is touched: searching and copying."""

from media.json_tree.copying import copy_path, copy_value
from media.json_tree.search import go_on, search

shared = {'copy_path': copy_path, 'copy_value': copy_value, 'go_on': go_on, 'search': search}
