"""What the helpline publishes: its facts, code lists, step plans, standard replies, partners and pages.

Read once per process and kept until `refresh` finds a file changed, or a text of the helpline's own
published; `use` swaps the folder, for tests.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import structlog
from django.conf import settings
from django.db import Error as DatabaseAway

from hulplijn.content import overlay, reading
from hulplijn.content.errors import BadContent, ContentError, NoSuchContent
from hulplijn.content.fact_shapes import Helpline
from hulplijn.content.list_shapes import CodeList
from hulplijn.content.partner_shapes import Partner
from hulplijn.content.plan_shapes import Plan, Replies
from hulplijn.content.practice_shapes import Script
from hulplijn.content.rubric_shapes import Rubric
from hulplijn.content.rules.names import FACTS, PLACED
from hulplijn.content.rules.retention import longer_than_default
from hulplijn.content.shapes import Library, Page, Platform, Retention, RiskSigns

log = structlog.get_logger(__name__)
Found = TypeVar("Found")
Stamp = tuple[tuple[str, int, int], ...]
"""Each file with its time and size, and how many texts were published with the last one's number."""

_used: list[Path] = []
_seen: dict[Path, Stamp] = {}
"""How each folder looked when it was looked at last; changed by the one thread that refreshes."""
_fresh: dict[Path, Library] = {}
"""What was read after a change."""
_own: list[overlay.Own] = [overlay.NOTHING]
"""The helpline's own texts in use; changed by the one thread that refreshes."""


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
        forget()


def has_own_texts() -> bool:
    """Whether a text of the helpline's own is in use in this process."""
    return bool(_own[0].texts)


def forget() -> None:
    """Forget all that was read, for tests."""
    _own[0] = overlay.NOTHING
    _fresh.clear()
    _seen.clear()
    _read.cache_clear()
    _version.cache_clear()


def check(other: Path | None = None, own: Mapping[str, str] = reading.NONE) -> list[ContentError]:
    """Everything that is wrong in a content folder with the texts `own` over it, or hard to read, with file
    and line.

    What is hard to read is no reason to refuse the folder while the helpline is open.
    """
    return reading.check(Path(other) if other else folder(), own)


def read_with(own: Mapping[str, str]) -> tuple[Library, tuple[ContentError, ...]]:
    """What the folder would be with the texts `own` over it, and its mistakes.

    Read once for the same texts: a draft is looked at on its page, at the asking and at the publishing.
    """
    path = folder()
    return _read_with(path, _stamp(path), tuple(sorted(own.items())))


@lru_cache(maxsize=4)
def _read_with(
    path: Path, stamp: Stamp, own: tuple[tuple[str, str], ...]
) -> tuple[Library, tuple[ContentError, ...]]:
    found, errors = reading.read(path, dict(own))
    return found, tuple(errors)


def refresh() -> Stamp:
    """Read again where a file has changed or a text was published; returns what is there now.

    What has a mistake in it changes nothing: what was read last stays in use until it is mended. A process
    that begins has nothing that was read last, see `_read_at_first`.
    """
    path, published = folder(), _published()
    now = (*_stamp(path), ("", *published.number))
    before = _seen.get(path)
    if before == now:
        return now
    _seen[path] = now
    if published.texts and not _own[0].texts:
        _take(path, published, _read_at_first(path, published))
    elif before is not None or published != _own[0]:
        found, errors = reading.read(path, published.by_name)
        if errors:
            _warn(errors)
        else:
            _take(path, published, found)
    return now


def _published() -> overlay.Own:
    """The helpline's own texts; those that we know while the database does not answer."""
    try:
        return _own[0] if overlay.number() == _own[0].number else overlay.own()
    except DatabaseAway:
        return _own[0]


def _take(path: Path, published: overlay.Own, found: Library) -> None:
    _own[0], _fresh[path] = published, found
    _version.cache_clear()


def _read_at_first(path: Path, published: overlay.Own) -> Library:
    """What a new process uses. Where a text of ours no longer fits the product's files, the product's stands
    in for it; but the facts are always ours, as far as they can be read: nobody is shown another's number.
    """
    found, errors = reading.read(path, published.by_name)
    if errors:
        _warn(errors)
        wrong = {error.file for error in errors} - {FACTS}
        found, _ = reading.read(path, published.without(wrong).by_name)
    return found


def _warn(errors: list[ContentError]) -> None:
    first = f"{errors[0].file}:{errors[0].line}"
    log.warning("content_has_mistakes", mistakes=len(errors), first=first)


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
    """The step plans with a situation check that a visitor may walk; by what each is about first, in the
    order of the reasons."""
    order = [one.code for one in code_list("reason").codes]
    found = [plan for plan in plans() if plan.visitor_title and plan.check and is_public(plan)]
    return tuple(sorted(found, key=lambda plan: order.index(plan.for_reasons[0])))


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


def scripts() -> tuple[Script, ...]:
    """The scripted visitors to practise with."""
    return tuple(library().practice.values())


def script(id: str) -> Script:
    """One scripted visitor.

    Raises:
        NoSuchContent: there is none of that name.
    """
    return _found(library().practice, id, "practice")


def guide(role: str, language: str) -> str:
    """The Markdown of the guide for a role in `language`, else in the helpline's first language.

    Raises:
        NoSuchContent: there is none for that role.
    """
    return _in_language(library().guides, role, language, "guide")


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
    return _in_language(library().pages, slug, language, "page")


def own_pages(language: str) -> list[Page]:
    """The pages that the helpline itself added, in `language` or else its first, by their titles."""
    slugs = {slug for slug, _ in library().pages} - PLACED
    return sorted((page(slug, language) for slug in slugs), key=lambda one: one.title)


def own_page(slug: str, language: str) -> Page:
    """One of them.

    Raises:
        NoSuchContent: there is none, or the product shows that page elsewhere.
    """
    if slug in PLACED:
        raise NoSuchContent(f"no own page {slug}")
    return page(slug, language)


def school_page(slug: str, language: str) -> Page:
    """A part of the school kit in `language`, else in the helpline's first language.

    Raises:
        NoSuchContent: the kit has no such part.
    """
    return _in_language(library().school, slug, language, "page")


def _in_language(texts: Mapping[tuple[str, str], Found], name: str, language: str, what: str) -> Found:
    for code in (language, language.partition("-")[0], *helpline().languages):
        if (name, code) in texts:
            return texts[name, code]
    raise NoSuchContent(f"no {what} {name}")


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
