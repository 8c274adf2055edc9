"""Interaction with JSON trees, loaded when the user first touches one, or when a newer tree replaces it."""

from media.json_tree.answers import answer
from media.json_tree.keeping import keep

shared = {'answer': answer, 'keep': keep}
