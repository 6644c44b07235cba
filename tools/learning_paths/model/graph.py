"""Directed graphs of anything: the groups of nodes that lead to each other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def strongly_connected(starts: Iterable[Node], targets: Callable[[Node], Iterable[Node]]) -> Iterator[list[Node]]:
    """Yield the strongly connected components of everything that ``starts`` lead to, a single node being one too.

    A component comes after all others that it leads to. Each node's ``targets`` are asked for once, and the time is
    linear in nodes and edges (Tarjan 1972). There is no recursion, so that a chain of any length can be walked.
    """
    index: dict[Node, int] = {}
    low: dict[Node, int] = {}
    open_nodes: list[Node] = []
    is_open: set[Node] = set()
    work: list[tuple[Node, Iterator[Node]]] = []

    def enter(node: Node) -> None:
        index[node] = low[node] = len(index)
        open_nodes.append(node)
        is_open.add(node)
        work.append((node, iter(targets(node))))

    for start in starts:
        if start in index:
            continue
        enter(start)
        while work:
            node, edges = work[-1]
            for target in edges:
                if target not in index:
                    enter(target)
                    break
                if target in is_open:
                    low[node] = min(low[node], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    component = []
                    while True:
                        member = open_nodes.pop()
                        is_open.discard(member)
                        component.append(member)
                        if member == node:
                            break
                    yield component
