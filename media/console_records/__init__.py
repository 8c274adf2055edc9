"""Records that few programs cause, loaded with the first of them.

``logs``       writes a log record as lines
``responses``  shows how an execution failed, and responses that are none of an execution

media/features/console_records.py is the chunk. Like media/messages, it uses the objects of media/console.
"""
