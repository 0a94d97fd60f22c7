"""What is hard in the gateway, without Django, clock or network.

Bounds: `Bucket`, `same_origin`, `LARGEST` (limits.py)
What one connection has been told: `Bringing` (delivery.py)
"""

from hulplijn.channels.chat.rules.delivery import Bringing
from hulplijn.channels.chat.rules.limits import LARGEST, Bucket, same_origin

__all__ = ["LARGEST", "Bringing", "Bucket", "same_origin"]
