from waypost.foundation.people.actions import owner_links, people

__all__ = ["owner_links", "people"]
