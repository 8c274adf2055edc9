"""All of a JSON tree on paper and in snapshots; it comes beside the tree, and nothing on the page waits for it."""

from media.json_tree.still import print_tree

shared = {'print_tree': print_tree}
