"""`python -m tests.region_run`: a whole region with every fault, by command, killed and repeated.

What the tests do with sixty packages, with a thousand of two hundred institutions; figures at
the end. The exit code is 1 when a figure is not what it has to be.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.support.receiving_process import Secretariat
from tests.support.region_of_faults import Region


def main(words: list[str]) -> int:
    """Runs all parts."""
    parser = argparse.ArgumentParser(prog="tests.region_run")
    parser.add_argument("--institutions", type=int, default=200)
    parser.add_argument("--packages", type=int, default=1_000)
    parser.add_argument("--orders", type=int, default=10)
    parser.add_argument("--kills", type=int, default=0)
    options = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        region = Region(options.institutions, options.packages)
        office = Secretariat(Path(folder), region)
        _say(f"{len(region.files)} packages of {len(region.institutions)} institutions", started)
        good = [_once(office), _orders(office, options.orders), _kills(office, options.kills)]
    return 0 if all(good) else 1


def _say(text: str, started: float) -> None:
    print(f"{text}: {time.monotonic() - started:.1f} s", flush=True)


def _once(office: Secretariat) -> bool:
    """By command: every entry as planted; again: the same state."""
    store = office.fresh("once")
    started = time.monotonic()
    code, found = office.by_command(store)
    _say("received by command", started)
    said = [(Path(entry["path"]).name, entry["outcome"]) for entry in found["ledger"]]
    planted = list(office.region.ledger())
    wrong = sum(one != other for one, other in zip(said, planted, strict=True))
    causes = Counter(planted.cause for planted in office.region.files)
    print(f"causes planted: {len(causes)}; entries: {len(said)}; otherwise than planted: {wrong}")
    print("counts:", ", ".join(f"{outcome} {n}" for outcome, n in found["counts"].items()))
    again, second = office.by_command(store)
    same = second["digest"] == found["digest"] and office.state(store) == office.whole
    print(f"received again, the same state: {same}", flush=True)
    exact = found["counts"] == dict(office.region.counts())
    return code == again == 0 and wrong == 0 and exact and same


def _orders(office: Secretariat, orders: int) -> bool:
    """Random orders with repetitions and groupings end in one state."""
    started = time.monotonic()
    random = Random(1)
    same = 0
    for n in range(orders):
        store = office.fresh(f"order-{n}")
        files = [*office.paths, *random.sample(office.paths, len(office.paths) // 5)]
        random.shuffle(files)
        while files:
            size = random.choice([1, 10, 60, 300])
            office.receive(store, files[:size])
            files = files[size:]
        same += office.state(store) == office.whole
    _say(f"orders with the same state: {same} of {orders}", started)
    return same == orders


def _kills(office: Secretariat, kills: int) -> bool:
    """Killed at random moments: a prefix of whole files, and the same end."""
    started = time.monotonic()
    random = Random(2)
    at_work = 0
    prefixes: Counter[int] = Counter()
    for n in range(kills):
        store = office.fresh(f"killed-{n}")
        at_work += office.kill(store, random, 5 * len(office.paths) * 1024, 20_000)
        prefixes[office.files_in(store)] += 1
        office.receive(store)
        if office.state(store) != office.whole:
            print(f"run {n} ended otherwise")
            return False
    _say(f"killed {kills} times, {at_work} of them at work", started)
    print("whole files found:", ", ".join(f"{k}: {n}" for k, n in sorted(prefixes.items())))
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
