"""The product: nine stages, one Django app each, in the order of the loop."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """A stage of the loop: its package, the word on screen, and what it hands on."""

    name: str
    label: str
    icon: str
    question: str


STAGES: tuple[Stage, ...] = (
    Stage("strategy", "Strategy", "target", "Why are we here?"),
    Stage("planning", "Planning", "slot", "What will we say, when?"),
    Stage("content", "Content", "pen", "How do we say it?"),
    Stage("publishing", "Publishing", "send", "Did it go out?"),
    Stage("engagement", "Inbox", "inbox", "What do people say?"),
    Stage("promotion", "Creators", "voice", "Who speaks for us?"),
    Stage("listening", "Listening", "search", "What is worth joining?"),
    Stage("analytics", "Results", "chart", "What came of it?"),
    Stage("learning", "Insights", "loop", "What do we change?"),
)
