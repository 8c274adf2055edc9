"""What a long console, a traceback, a log or a person at work needs besides: a chunk that comes when one is there.

These modules use the objects of media/console as they are, and none of its functions, which would come twice.
"""
