from waypost.loop.strategy.views.drafts import acceptance, base, draft, removal
from waypost.loop.strategy.views.sections import section
from waypost.loop.strategy.views.strategy import strategy
from waypost.loop.strategy.views.versions import comparison, version, versions
from waypost.loop.strategy.views.yaml import version_yaml, yaml

__all__ = [
    "acceptance",
    "base",
    "comparison",
    "draft",
    "removal",
    "section",
    "strategy",
    "version",
    "version_yaml",
    "versions",
    "yaml",
]
