"""The bench's reference workloads in SimPy 3 (Debian: python3-simpy3), with the rates of workloads.ts, in milliseconds.

    python3 simpy_reference.py [workload] [--requests N] [--seed N]

prints a line of JSON for each workload: requests a second of wall time and the mean time that a request took. The
models are written as SimPy's own examples are: a process for each request, a Resource for each station. The bench
compares both means with the closed form, which would also catch rates that have drifted apart.
"""

import argparse
import json
import random
import sys
import time

import simpy


class Books:
    """What the clients have seen."""

    def __init__(self):
        self.completed = 0
        self.timed_out = 0
        self.total_ms = 0.0


def visit(env, station, mean_ms, draw):
    """Waits for a slot of a station and holds it for an exponential time."""
    with station.request() as turn:
        yield turn
        yield env.timeout(draw(1 / mean_ms))


def station_request(env, station, draw, books):
    begin = env.now
    with station.request() as turn:
        yield turn
        yield env.timeout(draw(1 / 10))
    books.completed += 1
    books.total_ms += env.now - begin


def one_station(slots, utilisation):
    def build(env, draw, books):
        station = simpy.Resource(env, capacity=slots)
        rate = slots * utilisation / 10
        return rate, lambda: station_request(env, station, draw, books)

    return build


def network(timeout_ms):
    """Balancer -> 3 web servers of 4 slots, chosen at random -> database of 8 slots."""

    def build(env, draw, books):
        balancer = simpy.Resource(env, capacity=1)
        webs = [simpy.Resource(env, capacity=4) for _ in range(3)]
        database = simpy.Resource(env, capacity=8)
        choose = random.Random(draw(1)).choice

        def work():
            yield from visit(env, balancer, 0.5, draw)
            yield from visit(env, choose(webs), 10, draw)
            yield from visit(env, database, 1000 / 150, draw)

        def patient():
            begin = env.now
            yield from work()
            books.completed += 1
            books.total_ms += env.now - begin

        def impatient():
            begin = env.now
            answer = env.process(work())
            yield answer | env.timeout(timeout_ms)
            if answer.triggered:
                books.completed += 1
                books.total_ms += env.now - begin
            else:
                books.timed_out += 1

        return 0.9, patient if timeout_ms is None else impatient

    return build


# Name: how to build it, and requests of a run.
WORKLOADS = {
    "mm1": (one_station(1, 0.8), 500_000),
    "mm4": (one_station(4, 0.8), 400_000),
    "balancerWebDatabase": (network(10_000), 150_000),
    "balancerWebDatabaseNoTimeout": (network(None), 200_000),
}


def run(name, requests, seed):
    build, usual = WORKLOADS[name]
    requests = requests or usual
    env = simpy.Environment()
    draw = random.Random(seed).expovariate
    books = Books()
    rate, request = build(env, draw, books)

    def arrivals():
        for _ in range(requests):
            yield env.timeout(draw(rate))
            env.process(request())

    env.process(arrivals())
    begin = time.perf_counter()
    env.run()
    sec = time.perf_counter() - begin
    return {
        "workload": name,
        "requests": requests,
        "requestsPerSec": requests / sec,
        "meanMs": books.total_ms / books.completed,
        "timedOut": books.timed_out,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("workload", nargs="?", choices=WORKLOADS)
    parser.add_argument("--requests", type=int)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    for workload in [args.workload] if args.workload else WORKLOADS:
        print(json.dumps(run(workload, args.requests, args.seed)))
