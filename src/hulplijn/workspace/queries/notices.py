"""What the removal tab asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from hulplijn.casework.actions import OpenedCase
from hulplijn.casework.models import Contact
from hulplijn.content.queries import code_list
from hulplijn.content.texts import Text
from hulplijn.privacy.private_text import PrivateText
from hulplijn.removal import queries as removal
from hulplijn.removal.models import Notice
from hulplijn.removal.rules import DECIDED, NotLinks, links
from hulplijn.workspace.queries.facts import Choice, choices


@dataclass
class NoticeForm:
    """A removal request as typed so far, with what is wrong in it."""

    urls: str
    platform: str
    content_kind: str
    depicted_minor: str
    consent: bool
    platforms_here: list[Choice]
    platforms_else: list[Choice]
    kinds: list[Choice]
    minor: list[Choice]
    bad_lines: NotLinks | None = None
    not_chosen: frozenset[str] = frozenset()

    @property
    def fields(self) -> dict[str, Any]:
        """What `draft_notice` takes."""
        return {
            "urls": self.urls,
            "platform": self.platform,
            "content_kind": self.content_kind,
            "depicted_minor": self.depicted_minor,
            "consent": self.consent,
        }

    def check(self) -> bool:
        """Find all that is wrong at once, so that nobody mends one thing to hear of the next."""
        asked = {name: self.fields[name] for name in ("platform", "content_kind", "depicted_minor")}
        self.not_chosen = frozenset(name for name, code in asked.items() if not code)
        try:
            links(self.urls)
        except NotLinks as bad:
            self.bad_lines = bad
        return not self.is_wrong

    @property
    def is_wrong(self) -> bool:
        return self.bad_lines is not None or bool(self.not_chosen)


def notice_form(contact: Contact, typed: QueryDict | None = None) -> NoticeForm:
    """An empty request for `contact`, or `typed` as it was. The platforms of its coding come first."""
    typed = typed if typed is not None else QueryDict()
    coded = [row["platform"] for row in contact.coding.platforms]
    platform = typed.get("platform", coded[0] if len(coded) == 1 else "")
    kind, minor = typed.get("content_kind", ""), typed.get("depicted_minor", contact.coding.depicted_minor)
    every = choices("platform", {platform})
    return NoticeForm(
        urls=typed.get("urls", ""),
        platform=platform,
        content_kind=kind,
        depicted_minor=minor,
        consent=bool(typed.get("consent")),
        platforms_here=[one for one in every if one.code in coded],
        platforms_else=[one for one in every if one.code not in coded],
        kinds=choices("content_kind", {kind}),
        minor=choices("yes_no_unknown", {minor}),
    )


@dataclass(frozen=True)
class Decision:
    """Something that the platform can decide, and the word for it."""

    event: str
    label: Text


@dataclass(frozen=True)
class NoticeRow:
    """A notice in the words of the lists, and what can happen to it now."""

    notice: Notice
    urls: tuple[PrivateText, ...]
    platform: Text
    kind: Text
    state: Text
    possible: frozenset[str]
    decisions: list[Decision]
    went_to_hotline: bool


def notice_rows(opened: OpenedCase) -> list[NoticeRow]:
    """The removal requests of an opened case, the newest first."""
    states = code_list("notice_state")
    return [
        NoticeRow(
            one.notice,
            one.urls,
            code_list("platform").label_of(one.notice.platform),
            code_list("content_kind").label_of(one.notice.content_kind),
            states.label_of(one.notice.state),
            one.possible,
            [
                Decision(event, states.label_of(after))
                for outcome, after in DECIDED.items()
                if (event := f"decide_{outcome}") in one.possible
            ],
            one.went_to_hotline,
        )
        for one in removal.notices(opened)
    ]


def notice_count(contact: Contact) -> int:
    """How many removal requests the case has."""
    return Notice.objects.filter(case=contact.case_id).count()
