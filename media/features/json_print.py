"""The complete JSON tree in print and in snapshots; loaded beside the tree, without delaying it."""

from media.json_tree.still import print_tree

shared = {'print_tree': print_tree}
