"""What is hard in the gateway, without Django, clock or network.

Bounds: `Bucket`, `same_origin`, `LARGEST` (limits.py)
Work before a beginning, under attack: `is_worked`, `BITS` (proof.py)
What one connection has been told: `Bringing` (delivery.py)
"""

from hulplijn.channels.chat.rules.delivery import Bringing
from hulplijn.channels.chat.rules.limits import LARGEST, Bucket, same_origin
from hulplijn.channels.chat.rules.proof import BITS, is_worked

__all__ = ["BITS", "LARGEST", "Bringing", "Bucket", "is_worked", "same_origin"]
