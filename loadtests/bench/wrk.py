"""wrk asks (https://github.com/wg/wrk, Debian's package `wrk`): one thread of C, so that it is not what is measured."""

import http.client
import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
# A browser of the last years.
ACCEPTS = "gzip, deflate, br"
SCRIPT = """
local paths, at = {%s}, 0
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('\\n{"requests":%%d,"seconds":%%f,"bytes":%%d,"p50":%%f,"p95":%%f,"failed":%%d}\\n',
    summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50) / 1e3,
    latency:percentile(95) / 1e3, e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@dataclass(frozen=True)
class Load:
    """`per_second` requests, latencies in milliseconds, `bytes` of one answer with its head."""

    requests: int
    per_second: float
    p50: float
    p95: float
    bytes: float
    failed: int


def warm(url: str, paths: list[str]) -> None:
    """Ask for each path once, as `ask` does."""
    line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    for path in paths:
        line.request("GET", path, headers={"Accept-Encoding": ACCEPTS})
        line.getresponse().read()
    line.close()


def ask(url: str, paths: list[str], *, seconds: float, connections: int) -> Load:
    """Ask for these paths in turn over kept-alive connections, for so many seconds."""
    if urlsplit(url).hostname not in LOOPBACK:
        raise SystemExit("Only a shop on this machine is measured.")
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("wrk is missing. Debian or Ubuntu: sudo apt-get install wrk")
    quoted = ", ".join(json.dumps(path) for path in paths)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "paths.lua"
        script.write_text(SCRIPT % quoted)
        how = ["-t1", f"-c{connections}", f"-d{round(seconds)}s", "-s", str(script)]
        command = [wrk, *how, "-H", f"Accept-Encoding: {ACCEPTS}", url]
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60, check=True)
    said = json.loads(done.stdout.strip().splitlines()[-1])
    number = said["requests"]
    return Load(
        number, number / said["seconds"], said["p50"], said["p95"], said["bytes"] / max(number, 1), said["failed"]
    )
