"""Files as published, opened: archives unpacked, text decoded, sheets and records laid out as grids. Knows no format of ours."""

from keepitlocal.files.opening import Member, Unreadable, open_members
from keepitlocal.files.preview import Preview, preview

__all__ = ["Member", "Preview", "Unreadable", "open_members", "preview"]
