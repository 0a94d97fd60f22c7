"""Foreign keys import by name, so import-linter does not see them; they go down the house as well."""

from __future__ import annotations

from django.apps import apps
from django.db.models import ForeignObject, ManyToManyField

from tests.house.rooms import depth


def test_foreign_keys_go_down_the_house() -> None:
    up = []
    for model in apps.get_models(include_auto_created=True):
        here = depth(model.__module__)
        for field in model._meta.get_fields():
            if here is None or not isinstance(field, ForeignObject | ManyToManyField):
                continue
            there = depth(field.related_model.__module__)
            same = model.__module__.split(".")[1] == field.related_model.__module__.split(".")[1]
            if there is not None and there <= here and not same:
                up.append(f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}")
    assert up == []
