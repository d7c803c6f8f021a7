"""What can go wrong with a download. Each says what was found; what to do depends on what was being fetched."""


class DownloadError(Exception):
    """A download that did not come about; the message says what was found."""


class NoNetwork(DownloadError):
    """The server could not be reached at all, so that nothing else there need be tried."""


class Missing(DownloadError):
    """The server has no such file."""


class Refused(DownloadError):
    """The server answered, and would not give it: not now, or not to us."""


class Broken(DownloadError):
    """The transfer broke off more often than it makes sense to take it up; what came is kept."""


class Wrong(DownloadError):
    """What came is not the file that it should be; nothing is kept of it."""


class NoRoom(DownloadError):
    """The disk cannot hold it; what came is kept."""
