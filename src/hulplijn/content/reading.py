"""The content folder as a whole: reads every file, checks what one file says about another."""

import hashlib
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.fact_shapes import Helpline
from hulplijn.content.files import Files
from hulplijn.content.list_shapes import CodeList
from hulplijn.content.partner_shapes import Partner
from hulplijn.content.plan_shapes import Plan, Replies
from hulplijn.content.practice_shapes import Script
from hulplijn.content.rubric_shapes import Rubric
from hulplijn.content.rules import (
    codewords,
    guides,
    helpline,
    lists,
    pages,
    partners,
    plans,
    practice,
    replies,
    retention,
    risk,
    rubric,
    school,
    wording,
)
from hulplijn.content.rules.names import IN_LANGUAGES
from hulplijn.content.shapes import Library, Page, Retention, RiskSigns

Codes = tuple[tuple[str, tuple[str, ...]], ...]
"""The codes of each list."""
NONE: Mapping[str, str] = MappingProxyType({})


def read(folder: Path, own: Mapping[str, str] = NONE) -> tuple[Library, list[ContentError]]:
    """Everything in `folder`, and every mistake in it, in the order of the files.

    A text in `own` stands in place of the file of its name, or beside the others.
    """
    return _read(Files(folder, own))


def _read(folder: Files) -> tuple[Library, list[ContentError]]:
    errors: list[ContentError] = []
    source = folder.text("helpline.yaml", errors) if folder.has("helpline.yaml") else ""
    if not folder.has("helpline.yaml"):
        errors.append(ContentError("helpline.yaml", 1, N_("This file is missing.")))
    languages = helpline.languages_of(source)
    the_helpline = helpline.read("helpline.yaml", source, errors)
    the_lists = _lists(folder, languages, errors)
    the_plans = _plans(folder, languages, the_lists, errors)
    library = Library(
        helpline=the_helpline,
        lists=the_lists,
        plans=the_plans,
        partners=_partners(folder, languages, the_lists, the_helpline, errors),
        risk=_risk(folder, languages, errors),
        rubric=_rubric(folder, languages, errors),
        retention=_retention(folder, languages, errors),
        pages=_pages(folder, "pages", pages.read, languages, errors),
        school=_pages(folder, "school", school.read, languages, errors),
        code_words=_code_words(folder, errors),
        replies=_replies(folder, languages, errors),
        practice=_practice(folder, languages, the_lists, the_plans, errors),
        guides=_guides(folder, languages, errors),
    )
    return library, errors


def check(folder: Path, own: Mapping[str, str] = NONE) -> list[ContentError]:
    """Every mistake in `folder` with `own` over it, and every text in it that is hard to read."""
    files = Files(folder, own)
    return _read(files)[1] + [
        error
        for below in wording.FOLDERS
        for file, _, source in files.below(below, ".md" if below in IN_LANGUAGES else ".yaml", [])
        for error in wording.complaints(file, source)
    ]


def fingerprint(code_lists: dict[str, CodeList]) -> str:
    """Short, and the same for the same lists: a new version or code changes it, a reworded label does not."""
    lines = [
        " ".join([name, str(one.version), *(code.code for code in one.codes)])
        for name, one in sorted(code_lists.items())
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def _code_words(folder: Files, errors: list[ContentError]) -> dict[str, tuple[str, ...]]:
    found = {
        name.partition(".")[2]: codewords.read(file, source, errors)
        for file, name, source in folder.below(".", ".txt", errors)
        if name.startswith("codewords.")
    }
    if not found:
        errors.append(ContentError("codewords.en.txt", 1, N_("This file is missing.")))
    return found


def _lists(folder: Files, languages: tuple[str, ...], errors: list[ContentError]) -> dict[str, CodeList]:
    found = {
        name: lists.read(file, name, source, languages, errors)
        for file, name, source in folder.below("taxonomy", ".yaml", errors)
    }
    for name in lists.REQUIRED:
        if name not in found:
            errors.append(ContentError(f"taxonomy/{name}.yaml", 1, N_("This file is missing.")))
    return found


def _codes(code_lists: dict[str, CodeList], name: str) -> list[str]:
    return [one.code for one in code_lists[name].codes] if name in code_lists else []


def plan(id: str, source: str, languages: tuple[str, ...], code_lists: Mapping[str, CodeList]) -> Plan:
    """One step plan from a text that was right when it was in use."""
    return _plan(f"plans/{id}.yaml", id, source, languages, _all_codes(code_lists), frozenset())[0]


def script(id: str, source: str, library: Library) -> tuple[Script, list[ContentError]]:
    """A scripted visitor from a text that need not be in use, beside all that is; and its mistakes."""
    errors: list[ContentError] = []
    codes = dict(_all_codes(library.lists))
    file, languages = f"practice/{id}.yaml", library.helpline.languages
    return practice.read(file, id, source, languages, codes, library.plans, errors), errors


@lru_cache(maxsize=128)
def _plan(
    file: str, id: str, source: str, languages: tuple[str, ...], codes: Codes, ends_before: frozenset[str]
) -> tuple[Plan, tuple[ContentError, ...]]:
    """One step plan and what is wrong with it. Plans are long, and seldom more than one has changed."""
    errors: list[ContentError] = []
    return plans.read(file, id, source, languages, dict(codes), errors, ends_before), tuple(errors)


def _all_codes(code_lists: Mapping[str, CodeList]) -> Codes:
    return tuple((name, tuple(one.code for one in found.codes)) for name, found in code_lists.items())


def _plans(
    folder: Files, languages: tuple[str, ...], code_lists: dict[str, CodeList], errors: list[ContentError]
) -> dict[str, Plan]:
    codes = _all_codes(code_lists)
    found: dict[str, Plan] = {}
    for file, id, source in folder.below("plans", ".yaml", errors):
        ends = {end.id for one in found.values() if one.check for end in one.check.ends}
        found[id], wrong = _plan(file, id, source, languages, codes, frozenset(ends))
        errors += wrong
    if "reason" in code_lists:
        wanting = code_lists["reason"].flagged("ask_suicide")
        errors += _missing_question(found, wanting, _codes(code_lists, "reason")) + _plans_in_each_others_way(
            found
        )
    return found


def _missing_question(
    found: Mapping[str, Plan], wanting: Collection[str], reasons: list[str]
) -> list[ContentError]:
    """A reason that wants the question about suicide has a plan, and each of its plans asks it."""
    errors = [
        _about_reasons(
            plan,
            N_("The reason “{reason}” wants the question about suicide, but this step plan does not ask it."),
            reason=reason,
        )
        for plan in found.values()
        if not plan.asks("suicide")
        for reason in plan.for_reasons
        if reason in wanting
    ]
    planned = {reason for plan in found.values() for reason in plan.for_reasons if not plan.for_roles}
    sentence = N_("The reason “{reason}” wants the question about suicide, but no step plan asks it.")
    return errors + [
        ContentError("taxonomy/reason.yaml", 1, sentence, {"reason": reason})
        for reason in reasons
        if reason in wanting and reason not in planned
    ]


def _plans_in_each_others_way(found: Mapping[str, Plan]) -> list[ContentError]:
    """For each reason and role there is one plan, or it would be chance which one somebody gets."""
    first: dict[tuple[str, str], str] = {}
    return [
        _about_reasons(
            plan,
            N_("The plan “{other}” is for “{reason}” and the same role already."),
            other=first[reason, role],
            reason=reason,
        )
        for plan in found.values()
        for reason in dict.fromkeys(plan.for_reasons)
        for role in plan.for_roles or ("",)
        if first.setdefault((reason, role), plan.id) != plan.id
    ]


def _about_reasons(plan: Plan, sentence: str, **facts: object) -> ContentError:
    lines = plan.source.splitlines()
    line = next((place for place, one in enumerate(lines, 1) if one.startswith("for_reasons:")), 1)
    return ContentError(f"plans/{plan.id}.yaml", line, sentence, facts)


def _partners(
    folder: Files,
    languages: tuple[str, ...],
    code_lists: dict[str, CodeList],
    about: Helpline,
    errors: list[ContentError],
) -> dict[str, Partner]:
    known = {name: _codes(code_lists, name) for name in ("referral_to", "reason", "age", "role")}
    known["reason_groups"] = list(code_lists["reason"].groups) if "reason" in code_lists else []
    zone = ZoneInfo(about.timezone)
    return {
        code: partners.read(
            file, code, source, languages, known=known, zone=zone, country=about.country, errors=errors
        )
        for file, code, source in folder.below("partners", ".yaml", errors)
    }


def _replies(folder: Files, languages: tuple[str, ...], errors: list[ContentError]) -> dict[str, Replies]:
    """The subjects in their places. None is needed: a helpline may do without."""
    found = [
        replies.read(file, id, source, languages, errors)
        for file, id, source in folder.below("replies", ".yaml", errors)
    ]
    return {one.id: one for one in sorted(found, key=lambda one: (one.place, one.id))}


def _practice(
    folder: Files,
    languages: tuple[str, ...],
    code_lists: dict[str, CodeList],
    the_plans: Mapping[str, Plan],
    errors: list[ContentError],
) -> dict[str, Script]:
    """The scripted visitors to practise with. None is needed."""
    codes = dict(_all_codes(code_lists))
    found = [
        practice.read(file, id, source, languages, codes, the_plans, errors)
        for file, id, source in folder.below("practice", ".yaml", errors)
    ]
    return {one.id: one for one in sorted(found, key=lambda one: (one.place, one.id))}


def _guides(
    folder: Files, languages: tuple[str, ...], errors: list[ContentError]
) -> dict[tuple[str, str], str]:
    """The guides by role and language, as they are written. Without the files there are none."""
    found: dict[tuple[str, str], str] = {}
    for file, name, source in folder.below("guides", ".md", errors):
        role, _, language = name.rpartition(".")
        found[role, language] = guides.read(file, role, source, errors)
    for role in sorted({role for role, _ in found}):
        errors += _missing_languages("guides", role, languages, found)
    return found


def _risk(folder: Files, languages: tuple[str, ...], errors: list[ContentError]) -> RiskSigns:
    if not folder.has("risk.yaml"):
        errors.append(ContentError("risk.yaml", 1, N_("This file is missing.")))
        return RiskSigns(0, ())
    return risk.read("risk.yaml", folder.text("risk.yaml", errors), languages, errors)


def _rubric(folder: Files, languages: tuple[str, ...], errors: list[ContentError]) -> Rubric:
    """The rubric of quality. Without the file a helpline reads no samples."""
    if not folder.has("rubric.yaml"):
        return Rubric()
    return rubric.read("rubric.yaml", folder.text("rubric.yaml", errors), languages, errors)


def _retention(folder: Files, languages: tuple[str, ...], errors: list[ContentError]) -> Retention:
    """The helpline's terms. Without the file the defaults hold."""
    if not folder.has("retention.yaml"):
        return Retention()
    return retention.read("retention.yaml", folder.text("retention.yaml", errors), languages, errors)


def _pages(
    folder: Files,
    below: str,
    read_one: Callable[[str, str, str, str, list[ContentError]], Page],
    languages: tuple[str, ...],
    errors: list[ContentError],
) -> dict[tuple[str, str], Page]:
    found: dict[tuple[str, str], Page] = {}
    for file, name, source in folder.below(below, ".md", errors):
        slug, _, language = name.rpartition(".")
        if not slug:
            errors.append(ContentError(file, 1, N_("Name a page with its language, such as privacy.nl.md.")))
            continue
        found[slug, language] = read_one(file, slug, language, source, errors)
    for slug in sorted({slug for slug, _ in found}):
        errors += _missing_languages(below, slug, languages, found)
        errors += _differing_anchors(below, [page for (name, _), page in found.items() if name == slug])
    return found


def _missing_languages(
    below: str, name: str, languages: tuple[str, ...], found: Collection[tuple[str, str]]
) -> list[ContentError]:
    return [
        ContentError(f"{below}/{name}.{language}.md", 1, N_("This file is missing."))
        for language in languages
        if (name, language) not in found
    ]


def _differing_anchors(below: str, versions: list[Page]) -> list[ContentError]:
    """Links lead to the same place in every language, so the anchors must be the same too."""
    first = [section.id for section in versions[0].sections]
    return [
        ContentError(
            f"{below}/{one.slug}.{one.language}.md",
            1,
            N_("The anchors differ from those in {language}: {anchors}."),
            {"language": versions[0].language, "anchors": ", ".join(first)},
        )
        for one in versions[1:]
        if [section.id for section in one.sections] != first
    ]
