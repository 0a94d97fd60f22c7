"""What an installation knows about itself."""

from __future__ import annotations

from hulplijn.plumbing.models import Installation


def holds_samples() -> bool:
    """Whether this database is for sample data: then all that is made in it is a sample."""
    return Installation.objects.filter(sample=True).exists()
