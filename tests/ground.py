"""The ground of all tests: a real PostgreSQL and two real Valkeys, started once for the run.

With DATABASE_URL, REDIS_URL and CACHE_URL given, those servers are used instead.
"""

import atexit
import contextlib
import os
import secrets
import tempfile

STACK = contextlib.ExitStack()


def start_services() -> None:
    from deploy.embedded.services import running

    run_dir = STACK.enter_context(tempfile.TemporaryDirectory(prefix="stabroek-test-"))
    services = STACK.enter_context(running(run_dir))
    os.environ.update(services)
    os.environ["MEDIA_ROOT"] = f"{run_dir}/media"
    atexit.register(STACK.close)


if "DATABASE_URL" not in os.environ:
    start_services()
os.environ.setdefault("SECRET_KEY", secrets.token_hex(32))
os.environ.setdefault("SITE_URL", "http://localhost")
os.environ.setdefault("STRIPE_SECRET_KEY", "sk_test_simulator")
os.environ.setdefault("STRIPE_PUBLISHABLE_KEY", "pk_test_simulator")
os.environ.setdefault("STRIPE_WEBHOOK_SECRET", "whsec_of_the_test_run")

# Each worker of a parallel run has a cache and a broker of its own: a test that empties the one must not disturb its
# neighbour, and a Celery worker that it starts must not be found by it.
worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if worker.startswith("gw"):
    for name in ("CACHE_URL", "REDIS_URL"):
        os.environ[name] = os.environ[name].replace("db=0", f"db={int(worker[2:]) + 1}")
