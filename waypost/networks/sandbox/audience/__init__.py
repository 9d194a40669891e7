"""The simulated audience: who looks, what moves them, and what they then do, known to nobody but the sandbox.

Holds: the audience file (`schema`, `reading`), what a person perceives of a post (`perceiving`), the truth (`taste`,
`memory`), chance (`chance`), their words (`words`), and the crowd that answers each post (`crowd`).
Hands on: to the sandbox's server what is counted and said; to simulations what a post is worth without noise.
Never: asks the program anything; all it knows is what stands on the network.
"""

from waypost.networks.sandbox.audience.crowd import Crowd, Response
from waypost.networks.sandbox.audience.perceiving import Glance
from waypost.networks.sandbox.audience.reading import AudienceRefused, read_audience
from waypost.networks.sandbox.audience.schema import Audience

__all__ = ["Audience", "AudienceRefused", "Crowd", "Glance", "Response", "read_audience"]
