from waypost.interfaces.demo.views.demo import demo, removal, visit

__all__ = ["demo", "removal", "visit"]
