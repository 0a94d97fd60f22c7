"""What an installation knows about itself."""

from django.db import models


class Installation(models.Model):
    """The one row that says what this database is for. `sample` data never serves in production."""

    sample = models.BooleanField(default=False)
    year_progress = models.PositiveSmallIntegerField(null=True)
    """Hundredths of the sample year that are there; None where there is none."""
