"""`./stabroek bench [--url http://localhost:8000] [--seconds 5]`: pages a second of a shop that runs on this machine.

Eight kept-alive connections ask for one page at a time, each kind for a few seconds. Loopback only.
"""

import argparse
import http.client
import re
import sys
import threading
import time
from urllib.parse import urlsplit

CONNECTIONS = 8
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def fetch(host: str, path: str) -> str:
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
    return answer.read().decode()


def first_link(host: str, page: str, prefix: str) -> str:
    found = re.search(rf'href="({prefix}[^"?#]+)"', fetch(host, page))
    if not found:
        raise SystemExit(f"{page} has no link to {prefix}")
    return found[1]


def hammer(host: str, path: str, until: float, times: list[float]) -> None:
    connection = http.client.HTTPConnection(host, timeout=30)
    while time.monotonic() < until:
        begun = time.monotonic()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status == 200:
            times.append(time.monotonic() - begun)


def measure(host: str, path: str, seconds: float) -> tuple[float, float, float]:
    """Requests a second, and the median and 95th percentile in milliseconds."""
    times: list[float] = []
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=hammer, args=(host, path, until, times)) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    return len(times) / seconds, times[len(times) // 2] * 1000, times[int(len(times) * 0.95)] * 1000


def main() -> int:
    parser = argparse.ArgumentParser(prog="./stabroek bench", description=__doc__)
    parser.add_argument("--url", default="http://localhost:8000")
    parser.add_argument("--seconds", type=float, default=5)
    words = parser.parse_args()
    parts = urlsplit(words.url)
    if parts.hostname not in LOOPBACK:
        raise SystemExit("Only a shop on this machine is measured.")
    host = parts.netloc
    pages = {
        "home": "/",
        "category": first_link(host, "/", "/c/"),
        "search": "/search/?q=mug",
        "product": first_link(host, "/search/?q=mug", "/p/"),
        "search, as JSON": "/api/v1/products?search=mug&limit=10",
    }
    print(f"{'page':<18}{'per second':>12}{'median ms':>12}{'P95 ms':>10}")
    for name, path in pages.items():
        rate, median, slow = measure(host, path, words.seconds)
        print(f"{name:<18}{rate:>12.0f}{median:>12.1f}{slow:>10.1f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
