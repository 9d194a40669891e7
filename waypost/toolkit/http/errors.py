"""What can go wrong with a call, told apart by one question: did anything leave?"""


class HttpError(OSError):
    """The root. Unless it is a NotSent, the other side may have received and done what was asked."""


class NotSent(HttpError):
    """Nothing left this machine: no name, no connection, no time left, or closed before the first byte."""


class AddressRefused(NotSent):
    """The address is not one that this installation may call."""


class DeadlinePassed(HttpError):
    """The time for the whole call was over before the answer was complete."""


class TooLarge(HttpError):
    """The answer is larger than was allowed, as sent or once unpacked."""


class UnreadableAnswer(HttpError):
    """The connection broke, or what came back is not HTTP."""
