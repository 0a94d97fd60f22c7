"""Every column that could hold words is on the reviewed list: encrypted, or public with a reason."""

from __future__ import annotations

import tomllib

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Field

from hulplijn.privacy.models import SealedField
from tests.environment import REPOSITORY

LIST = REPOSITORY / "tests" / "house" / "columns.toml"
WORDLESS = (
    models.AutoField,
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.DurationField,
    models.FloatField,
    models.ForeignKey,
    models.IntegerField,
    models.TimeField,
    models.UUIDField,
)


def _columns() -> dict[str, Field]:
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if not isinstance(field, WORDLESS)
    }


def _reviewed() -> dict[str, dict[str, str]]:
    stated = tomllib.loads(LIST.read_text())
    return {"encrypted": stated["encrypted"], "public": stated["public"]}


def test_every_column_of_words_is_reviewed() -> None:
    reviewed = _reviewed()
    unlisted = sorted(set(_columns()) - set(reviewed["encrypted"]) - set(reviewed["public"]))
    assert unlisted == [], f"Not on {LIST.name}; is it private text? Then it is a SealedField"


def test_the_list_names_no_column_that_is_gone() -> None:
    reviewed = _reviewed()
    assert sorted((set(reviewed["encrypted"]) | set(reviewed["public"])) - set(_columns())) == []


def test_what_the_list_calls_encrypted_is_sealed_and_nothing_else_is() -> None:
    sealed = {name for name, field in _columns().items() if isinstance(field, SealedField)}
    assert sealed == set(_reviewed()["encrypted"])


@pytest.mark.parametrize("kind", ["encrypted", "public"])
def test_every_reviewed_column_has_a_reason(kind: str) -> None:
    assert [name for name, reason in _reviewed()[kind].items() if len(reason.split()) < 2] == []
