from waypost.foundation.processes.actions import installation, signs, turns

__all__ = ["installation", "signs", "turns"]
