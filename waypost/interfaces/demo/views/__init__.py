from waypost.interfaces.demo.views.demo import demo, progress, removal, visit

__all__ = ["demo", "progress", "removal", "visit"]
