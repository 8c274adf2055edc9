"""What people do with a tree of JSON, loaded when one is touched, or when a newer tree takes its place."""

from media.json_tree.answers import answer
from media.json_tree.keeping import keep

shared = {'answer': answer, 'keep': keep}
