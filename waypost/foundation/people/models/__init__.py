from waypost.foundation.people.models.owner_link import OwnerLink
from waypost.foundation.people.models.person import Person

__all__ = ["OwnerLink", "Person"]
