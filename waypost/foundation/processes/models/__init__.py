from waypost.foundation.processes.models.installation import Installation
from waypost.foundation.processes.models.sign import Sign
from waypost.foundation.processes.models.turn import Turn

__all__ = ["Installation", "Sign", "Turn"]
