"""What the helpline publishes: its facts, code lists, step plans, standard replies, partners and pages.

Read once per process and kept until `refresh` finds a file changed; `use` swaps the folder, for tests.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import structlog
from django.conf import settings

from hulplijn.content import reading
from hulplijn.content.errors import BadContent, ContentError, NoSuchContent
from hulplijn.content.rubric_shapes import Rubric
from hulplijn.content.rules.retention import longer_than_default
from hulplijn.content.shapes import (
    CodeList,
    Helpline,
    Library,
    Page,
    Partner,
    Plan,
    Platform,
    Replies,
    Retention,
    RiskSigns,
)

log = structlog.get_logger(__name__)
Found = TypeVar("Found")
Stamp = tuple[tuple[str, int, int], ...]

_used: list[Path] = []
_seen: dict[Path, Stamp] = {}
"""How each folder looked when it was looked at last; changed by the one thread that refreshes."""
_fresh: dict[Path, Library] = {}
"""What was read after a change."""


def folder() -> Path:
    """The content folder in use: that of the setting, by default the one of this repository."""
    if _used:
        return _used[-1]
    return _set(getattr(settings, "HULPLIJN_CONTENT", None))


@lru_cache(maxsize=4)
def _set(named: Path | str | None) -> Path:
    return Path(named) if named else Path(__file__).resolve().parents[3] / "content"


@contextmanager
def use(other: Path) -> Iterator[None]:
    """Use `other` as the content folder inside this block, in every thread."""
    _used.append(Path(other))
    try:
        yield
    finally:
        _used.pop()
        _fresh.clear()
        _read.cache_clear()
        _version.cache_clear()


def check(other: Path | None = None) -> list[ContentError]:
    """Everything that is wrong in a content folder, or hard to read, with file and line.

    What is hard to read is no reason to refuse the folder while the helpline is open.
    """
    return reading.check(Path(other) if other else folder())


def refresh() -> Stamp:
    """Read the folder again where a file in it has changed; returns what its files look like now.

    A folder with a mistake in it changes nothing: what was read last stays in use until it is mended.
    """
    path = folder()
    now = _stamp(path)
    if _seen.setdefault(path, now) != now:
        _seen[path] = now
        found, errors = reading.read(path)
        if errors:
            log.warning(
                "content_has_mistakes", mistakes=len(errors), first=f"{errors[0].file}:{errors[0].line}"
            )
        else:
            _fresh[path] = found
            _version.cache_clear()
    return now


def _stamp(path: Path) -> Stamp:
    files = (one for one in sorted(path.rglob("*")) if one.suffix in (".yaml", ".md"))
    facts = ((str(one), one.stat()) for one in files)
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in facts)


def library() -> Library:
    """The whole folder.

    Raises:
        BadContent: something in it is wrong; the exception holds all mistakes.
    """
    path = folder()
    return _fresh.get(path) or _read(path)


@lru_cache(maxsize=4)
def _read(path: Path) -> Library:
    found, errors = reading.read(path)
    if errors:
        raise BadContent(errors)
    return found


def helpline() -> Helpline:
    return library().helpline


def lists() -> Mapping[str, CodeList]:
    """Every code list by name."""
    return library().lists


def code_list(name: str) -> CodeList:
    """One code list.

    Raises:
        NoSuchContent: there is no list of that name.
    """
    return _found(library().lists, name, "list")


def lists_version() -> str:
    """The version of all lists together, as the ledger stores it with each entry."""
    return _version(folder())


@lru_cache(maxsize=4)
def _version(path: Path) -> str:
    return reading.fingerprint(dict((_fresh.get(path) or _read(path)).lists))


def plans() -> tuple[Plan, ...]:
    return tuple(library().plans.values())


def plan(id: str) -> Plan:
    """One step plan.

    Raises:
        NoSuchContent: there is no plan of that name.
    """
    return _found(library().plans, id, "plan")


@lru_cache(maxsize=64)
def earlier_plan(id: str, source: str) -> Plan:
    """A step plan from an earlier text of its file; what today's lists don't know in it is passed over."""
    return reading.plan(id, source, helpline().languages, lists())


def is_public(plan: Plan) -> bool:
    """Whether visitors may see `plan`: in production only once a specialist has read it."""
    return plan.reviewed is not None or settings.HULPLIJN_MODE != "production"


def plans_for_visitors() -> tuple[Plan, ...]:
    """The step plans that say to a visitor what she can do now, alone; in the order of the reasons."""
    order = [one.code for one in code_list("reason").codes]
    found = [plan for plan in plans() if plan.visitor_title and plan.visitor_ticks and is_public(plan)]
    return tuple(sorted(found, key=lambda plan: min(order.index(reason) for reason in plan.for_reasons)))


def checks_for_visitors() -> tuple[Plan, ...]:
    """The step plans with a situation check that a visitor may walk; in the order of the reasons."""
    order = [one.code for one in code_list("reason").codes]
    found = [plan for plan in plans() if plan.visitor_title and plan.check and is_public(plan)]
    return tuple(sorted(found, key=lambda plan: min(order.index(reason) for reason in plan.for_reasons)))


def plan_for(reason: str, role: str = "") -> Plan | None:
    """The step plan that belongs to a reason, if there is one. The role goes first: where a plan is for this
    reason and this role, it is that one; else the plan that is for everybody with this reason."""
    found = [plan for plan in plans() if reason in plan.for_reasons]
    for_role = next((plan for plan in found if role in plan.for_roles), None)
    return for_role or next((plan for plan in found if not plan.for_roles), None)


def partners() -> tuple[Partner, ...]:
    """Where one can be referred to, in the order of the list `referral_to`; sister helplines come last."""
    found, is_sample = library().partners, helpline().sample
    ours = [found[one.code] for one in code_list("referral_to").codes if one.code in found]
    sisters = [one for one in found.values() if one.is_sister]
    return tuple(one for one in (*ours, *sisters) if is_sample or not one.sample)


def partner(code: str) -> Partner:
    return _found(library().partners, code, "partner")


def partners_for(reason: str) -> tuple[Partner, ...]:
    """The partners that suit a reason."""
    group = code_list("reason").get(reason).group
    return tuple(
        one for one in partners() if (group in one.suits or reason in one.reasons) and not one.is_sister
    )


def replies() -> tuple[Replies, ...]:
    """The standard replies, subject by subject."""
    return tuple(library().replies.values())


def risk_signs() -> RiskSigns:
    """The signs of danger that bring somebody forward in the line."""
    return library().risk


def rubric() -> Rubric:
    """The questions with which a conversation is read to learn from it."""
    return library().rubric


def retention() -> Retention:
    """How long what is held about a person stays."""
    return library().retention


def longer_terms(other: Path | None = None) -> dict[str, tuple[int, int]]:
    """The terms of a content folder that are longer than their default: (chosen, default), in days."""
    found = reading.read(Path(other) if other else folder())[0]
    return longer_than_default(found.retention)


def platforms() -> tuple[Platform, ...]:
    return tuple(
        Platform(one.code, one.label, str(one.extra["service_type"])) for one in code_list("platform").codes
    )


def page(slug: str, language: str) -> Page:
    """A text page in `language`, else in the helpline's first language.

    Raises:
        NoSuchContent: there is no such page.
    """
    pages = library().pages
    for code in (language, language.partition("-")[0], *helpline().languages):
        if (slug, code) in pages:
            return pages[slug, code]
    raise NoSuchContent(f"no page {slug}")


def code_words(language: str) -> tuple[str, ...]:
    """The words of return codes in `language`, else in the helpline's first language that has any."""
    found = library().code_words
    for code in (language, language.partition("-")[0], *helpline().languages, *found):
        if code in found:
            return found[code]
    raise NoSuchContent("no code words")


def all_code_words() -> tuple[tuple[str, ...], ...]:
    """The words of return codes of every language: a code is read whatever language the page is in."""
    return tuple(library().code_words.values())


def _found(found: Mapping[str, Found], name: str, what: str) -> Found:
    if name not in found:
        raise NoSuchContent(f"no {what} {name}")
    return found[name]
