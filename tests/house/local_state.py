"""Finds what lives in one process only: caches, registries, locks, threads, executors, tasks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.house.rooms import HOUSE

CONTAINERS = {"dict", "set", "list", "defaultdict", "Counter", "OrderedDict", "deque"}
SHARED = {
    *{"Lock", "RLock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier", "local"},
    *{"Thread", "Timer", "ThreadPoolExecutor", "ProcessPoolExecutor"},
    *{"Queue", "SimpleQueue", "PriorityQueue"},
    *{"ContextVar", "WeakSet", "WeakKeyDictionary", "WeakValueDictionary", "ServeStaticASGI"},
}
STARTS = {"Thread", "Timer", "ThreadPoolExecutor", "ProcessPoolExecutor", "create_task", "ensure_future"}
CACHES = {"cache", "lru_cache", "cached"}
CHANGES = {
    *{"add", "append", "appendleft", "clear", "discard", "extend", "insert", "move_to_end"},
    *{"pop", "popitem", "popleft", "remove", "setdefault", "update"},
}


@dataclass(frozen=True, order=True)
class Place:
    """A name at the top of a file that holds such state, or makes it."""

    file: str
    name: str


def found(house: Path = HOUSE) -> set[Place]:
    """Every place of the house."""
    trees = {
        str(file.relative_to(house)): parsed(file)
        for file in sorted(house.rglob("*.py"))
        if "migrations" not in file.parts
    }
    changing = {_module(file): set(_changing_classes(tree)) for file, tree in trees.items()}
    return {
        Place(file, name)
        for file, tree in trees.items()
        for name in _names(tree, changing[_module(file)] | set(_imported(tree, changing)))
    }


def parsed(file: Path) -> ast.Module:
    """The tree of a file of ours."""
    for _ in range(5):
        # CPython 3.11 counts the depth for all threads together (issue 106905), and a thread that a test
        # before this one left may be importing.
        with suppress(SystemError):
            return ast.parse(file.read_text())
    return ast.parse(file.read_text())


def _module(file: str) -> str:
    return "hulplijn." + file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _imported(tree: ast.Module, changing: dict[str, set[str]]) -> Iterator[str]:
    """The names under which a file knows classes of ours whose objects change."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in changing:
            for one in node.names:
                if one.name in changing[node.module]:
                    yield one.asname or one.name


def _names(tree: ast.Module, ours: set[str]) -> Iterator[str]:
    changed = set(_changed(tree))
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                if _is_state(value, ours) or (_is_container(value) and name in changed):
                    yield name
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                if _is_state(value, ours) or (_is_container(value) and name in changed):
                    yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                if _is_cached(node) or _starts_something(node):
                    yield name
            case ast.ClassDef(name=name):
                if _holds_something(node):
                    yield name
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield from node.names


def _is_state(value: ast.expr, ours: set[str]) -> bool:
    """An empty container, something shared between threads, or an object of ours that can change."""
    match value:
        case ast.Dict(keys=[]) | ast.List(elts=[]):
            return True
        case ast.Call(func=func, args=args):
            name = _called(func)
            empty = name in CONTAINERS and (not args or name == "defaultdict")
            return empty or name in SHARED or name in ours
        case ast.Dict(values=values):
            return any(isinstance(one, ast.Call) and _is_state(one, ours) for one in values)
    return False


def _is_container(value: ast.expr) -> bool:
    return isinstance(value, ast.Dict | ast.List | ast.Set | ast.DictComp | ast.ListComp | ast.SetComp) or (
        isinstance(value, ast.Call) and _called(value.func) in CONTAINERS
    )


def _changed(tree: ast.AST) -> Iterator[str]:
    """Names whose content is changed somewhere in the file."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=verb)) if verb in CHANGES:
                yield name
            case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()):
                yield name


def _is_cached(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(
        _called(one.func if isinstance(one, ast.Call) else one) in CACHES for one in function.decorator_list
    )


def _starts_something(part: ast.AST) -> bool:
    return any(isinstance(node, ast.Call) and _called(node.func) in STARTS for node in ast.walk(part))


def _holds_something(part: ast.ClassDef) -> bool:
    """A class whose objects keep something shared, start something, or have a cached method."""
    for node in ast.walk(part):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _is_cached(node):
            return True
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        on_self = any(isinstance(one, ast.Attribute) for target in targets for one in ast.walk(target))
        values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
        if on_self and any(isinstance(one, ast.Call) and _called(one.func) in SHARED for one in values):
            return True
    return _starts_something(part)


def _changing_classes(tree: ast.Module) -> Iterator[str]:
    """Classes of ours with a method that changes the object after it was made."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and any(
            _changes_self(one)
            for one in node.body
            if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and one.name != "__init__"
        ):
            yield node.name


def _changes_self(method: ast.AST) -> bool:
    for node in ast.walk(method):
        match node:
            case ast.Attribute(value=ast.Name(id="self"), ctx=ast.Store() | ast.Del()):
                return True
            case ast.Subscript(value=ast.Attribute(value=ast.Name(id="self")), ctx=ast.Store() | ast.Del()):
                return True
            case ast.Call(func=ast.Attribute(value=ast.Attribute(value=ast.Name(id="self")), attr=verb)) if (
                verb in CHANGES
            ):
                return True
    return False


def _called(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(value=value):
            return _called(value)
    return ""
