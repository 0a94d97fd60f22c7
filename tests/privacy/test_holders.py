"""What holds private text is declared, each column once, and the declaration is complete."""

from __future__ import annotations

import tomllib
import uuid
from collections import Counter

import pytest
from django.apps import apps

from hulplijn.privacy import holders
from hulplijn.privacy.models import SealedField
from tests.environment import REPOSITORY


def _declared() -> list[str]:
    return [f"{one.model._meta.label}.{column}" for one in holders.registered() for column in one.sealed]


def _sealed() -> set[str]:
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if isinstance(field, SealedField)
    }


def test_every_sealed_column_of_the_schema_is_declared_by_one_holder() -> None:
    assert Counter(_declared()) == Counter(_sealed())


def test_the_reviewed_list_of_columns_is_the_same_list() -> None:
    reviewed = tomllib.loads((REPOSITORY / "tests" / "house" / "columns.toml").read_text())
    assert set(_declared()) == set(reviewed["encrypted"])


def test_what_is_blanked_can_be_blank() -> None:
    for one in holders.registered():
        for column in one.sealed if one.blank else ():
            assert one.model._meta.get_field(column).null, one.name


def test_whatever_hangs_on_a_case_or_a_conversation_goes_with_it_or_is_declared() -> None:
    """A table that points at a case without going with it would keep what the case held."""
    owned = {apps.get_model(name) for name in ("casework.Case", "conversations.Conversation")}
    declared = {one.model for one in holders.registered()}
    kept: list[str] = []
    while True:
        more = {
            link.related_model
            for model in owned
            for link in model._meta.related_objects
            if link.on_delete.__name__ == "CASCADE"
        }
        if more <= owned:
            break
        owned |= more
    for model in owned:
        for link in model._meta.related_objects:
            if link.on_delete.__name__ != "CASCADE" and link.related_model not in owned | declared:
                kept.append(f"{link.related_model._meta.label}.{link.field.name}")
    assert kept == []


@pytest.mark.django_db
def test_each_holder_finds_its_rows_by_the_key_of_a_case() -> None:
    for one in holders.registered():
        assert not one.rows([uuid.uuid4()]).exists(), one.name
