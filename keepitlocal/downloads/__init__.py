"""Files fetched from their publishers: what there is and where, one transfer, pages of notices, and is it the right file.

Nothing here knows a place folder or the library: whoever calls says where a file goes. Time and sleep are passed in.
"""
