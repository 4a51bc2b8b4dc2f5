"""Many clients at once, each asking one question after the other; run as a process of its own.

python -m benchmarks.sparql.load URL SECONDS CLIENTS < questions.json
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time

import httpx


async def client(
    url: str, until: float, questions: list[str], seed: int, times: list[float], errors: list[str]
) -> None:
    """One client: questions in an order of its own, over one connection that is kept open."""
    rng = random.Random(seed)
    headers = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}
    async with httpx.AsyncClient(base_url=url, timeout=300) as http:
        while time.perf_counter() < until:
            start = time.perf_counter()
            try:
                answer = await http.post("/sparql", content=rng.choice(questions).encode(), headers=headers)
                if answer.status_code != 200:
                    errors.append(f"{answer.status_code}: {answer.text[:200]}")
            except httpx.HTTPError as error:
                errors.append(repr(error))
            times.append(time.perf_counter() - start)


async def run(url: str, seconds: float, clients: int, questions: list[str]) -> dict[str, object]:
    """Requests, errors, and the 50th, 95th and 99th percentile of the time that one took, in seconds."""
    times: list[float] = []
    errors: list[str] = []
    until = time.perf_counter() + seconds
    async with asyncio.TaskGroup() as group:
        for seed in range(clients):
            group.create_task(client(url, until, questions, seed, times, errors))
    times.sort()
    at = {f"p{share}": times[min(len(times) - 1, len(times) * share // 100)] for share in (50, 95, 99)}
    return {
        "clients": clients,
        "seconds": seconds,
        "requests": len(times),
        "errors": len(errors),
        "seen": errors[:3],
        **at,
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), json.load(sys.stdin)))))
