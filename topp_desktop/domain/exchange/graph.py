"""The history of one institution and round: ancestors, heads, bases and gaps.

Edges count only between objects of the set. Ancestor sets are bit masks over the nodes in a
topological order, so that a history of hundreds of versions costs a few microseconds a node.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """What the graph needs of a revision or a resolution; seq None for a resolution."""

    rid: str
    kid: str
    parents: tuple[str, ...] = ()
    seq: int | None = None


class History:
    """The admitted statements of one institution and round.

    A parent elsewhere is a parent that is missing here: an edge that leaves the institution or the
    round does not count, and says so as a gap.
    """

    def __init__(self, nodes: Iterable[Node]) -> None:
        by_rid = {node.rid: node for node in nodes}
        self.order: tuple[Node, ...] = _parents_first(by_rid)
        self._index = {node.rid: i for i, node in enumerate(self.order)}
        self._ancestors: list[int] = []
        incomplete: list[bool] = []
        missing: set[str] = set()
        covered = 0
        for node in self.order:
            mask, gap = 0, False
            for parent in node.parents:
                i = self._index.get(parent)
                if i is None:
                    missing.add(parent)
                    gap = True
                elif i < len(incomplete):
                    mask |= self._ancestors[i] | 1 << i
                    gap = gap or incomplete[i]
            self._ancestors.append(mask)
            incomplete.append(gap)
            covered |= mask
        self._incomplete = incomplete
        self._covered = covered
        self.missing = frozenset(missing)
        """Parents that are named but not in the set."""
        self.heads = tuple(
            sorted(node.rid for i, node in enumerate(self.order) if not covered >> i & 1)
        )
        """Nobody's ancestors."""
        numbered = Counter((n.kid, n.seq) for n in self.order if n.seq is not None)
        self.copied = frozenset(
            n.rid for n in self.order if n.seq is not None and numbered[n.kid, n.seq] > 1
        )
        """Statements whose device signed another one under the same number."""

    def __contains__(self, rid: str) -> bool:
        return rid in self._index

    def __len__(self) -> int:
        return len(self.order)

    def is_head(self, rid: str) -> bool:
        return not self._covered >> self._index[rid] & 1

    def has_gap(self, rid: str) -> bool:
        """Whether an ancestor of `rid` is missing."""
        return self._incomplete[self._index[rid]]

    def ancestors(self, rid: str) -> frozenset[str]:
        """All ancestors in the set, without `rid` itself."""
        return self._rids(self._ancestors[self._index[rid]])

    def bases(self, rids: Sequence[str]) -> tuple[str, ...]:
        """The maximal common ancestors of `rids`, sorted; empty stands for the virtual root."""
        common = -1
        for rid in rids:
            common &= self._ancestors[self._index[rid]]
        if common <= 0:
            return ()
        below = 0
        for i in _bits(common):
            below |= self._ancestors[i]
        return tuple(sorted(self._rids(common & ~below)))

    def _rids(self, mask: int) -> frozenset[str]:
        return frozenset(self.order[i].rid for i in _bits(mask))


def _bits(mask: int) -> Iterable[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _parents_first(by_rid: dict[str, Node]) -> tuple[Node, ...]:
    """Topological order, ties by rid. What hangs in a circle comes last and has no ancestors
    there; honest rids are hashes of their parents and cannot form one."""
    if len(by_rid) == 1:
        return tuple(by_rid.values())
    waiting: dict[str, int] = {}
    children: dict[str, list[str]] = defaultdict(list)
    for node in by_rid.values():
        known = {p for p in node.parents if p in by_rid}
        waiting[node.rid] = len(known)
        for parent in known:
            children[parent].append(node.rid)
    ready = sorted(rid for rid, count in waiting.items() if not count)
    order: list[Node] = []
    while ready:
        following: list[str] = []
        for rid in ready:
            order.append(by_rid[rid])
            for child in children[rid]:
                waiting[child] -= 1
                if not waiting[child]:
                    following.append(child)
        ready = sorted(following)
    placed = {node.rid for node in order}
    order += [by_rid[rid] for rid in sorted(by_rid) if rid not in placed]
    return tuple(order)
