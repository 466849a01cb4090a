"""The programs of the market itself and how each is asked whether it is ready."""

import http.client
import signal
import sys
from urllib.parse import urlsplit

from deploy.embedded.environment import (
    MMG_MERCHANT_ID,
    MMG_RETURN_PATH,
    MMG_WEBHOOK_PATH,
    PAYPAL_MERCHANT_ID,
    PAYPAL_WEBHOOK_PATH,
    STRIPE_WEBHOOK_PATH,
    Surroundings,
)
from deploy.embedded.layout import ROOT
from deploy.embedded.process import Program

QUEUES = ("order", "payment", "email", "inventory")
PYTHON = sys.executable


def answers(url: str, *, host: str = "") -> bool:
    """Whether a page of this machine comes back in full, without an error. Never through a proxy."""
    parts = urlsplit(url)
    line = http.client.HTTPConnection("127.0.0.1", parts.port or 80, timeout=10)
    try:
        line.request("GET", parts.path or "/", headers={"Host": host or parts.netloc})
        reply = line.getresponse()
        return bool(reply.read() or reply.getheader("Location")) and reply.status < 400
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def manage(*words: str) -> list[str]:
    return [PYTHON, str(ROOT / "manage.py"), *words]


def granian(port: int, application: str) -> tuple[str, ...]:
    """Two processes with one thread each: the fastest shape on two cores."""
    shape = ("--interface", "wsgi", "--workers", "2", "--blocking-threads", "1", "--respawn-failed-workers")
    return (PYTHON, "-m", "granian", *shape, "--port", str(port), application)


def web(here: Surroundings) -> Program:
    argv = granian(here.port, "commerce.wsgi:application")
    name = urlsplit(here.site).netloc
    url = f"http://127.0.0.1:{here.port}/"
    return Program(name="web", argv=argv, vital=True, ready=lambda: answers(url, host=name))


def worker(queue: str) -> Program:
    """Celery ends on SIGTERM after its task; as an orphan it would go on taking jobs, so it is killed."""
    celery = (PYTHON, "-m", "celery", "-A", "commerce.celery", "worker", "-Q", queue, "-n", f"{queue}@%h")
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    argv = (*celery, "-c", "1", "--pool", "prefork", *quiet, "--loglevel", "INFO")
    return Program(name=f"worker-{queue}", argv=argv, orphan=signal.SIGKILL)


def pump() -> Program:
    """Knocks for jobs that wait in the database and starts what is due by the clock."""
    return Program(name="pump", argv=tuple(manage("pump")), orphan=signal.SIGKILL)


def mailbox(here: Surroundings) -> Program:
    ports = ("--smtp-port", str(here.ports["mailbox_smtp"]), "--http-port", str(here.ports["mailbox"]))
    argv = (PYTHON, "-m", "deploy.embedded.mailbox", *ports, "--folder", str(here.layout.run_dir / "mail"))
    return Program(name="mailbox", argv=argv, ready=lambda: answers(here.mailbox))


def simulators(here: Surroundings) -> Program:
    """All simulated providers in one process, and the page over them."""
    here.paypal_root.parent.mkdir(exist_ok=True)
    page = ("--port", str(here.ports["simulators"]))
    each = (stripe_words(here), paypal_words(here), mmg_words(here))
    argv = (PYTHON, "-m", "payments.simulators", *page, *(word for words in each for word in ("--", *words)))
    controls = (here.simulator, here.paypal_simulator, here.mmg_simulator)
    pages = (*(f"{address}/_control/" for address in controls), here.simulators)
    return Program(name="simulator", argv=argv, ready=lambda: all(answers(page) for page in pages))


def stripe_words(here: Surroundings) -> tuple[str, ...]:
    book = here.layout.run_dir / "simulators" / "stripe.db"
    keys = ("--secret-key", here.secrets["STRIPE_SECRET_KEY"])
    public = ("--publishable-key", here.secrets["STRIPE_PUBLISHABLE_KEY"])
    to = here.webhook_url(STRIPE_WEBHOOK_PATH)
    hook = ("--webhook-url", to, "--webhook-secret", here.secrets["STRIPE_WEBHOOK_SECRET"])
    return ("stripe", "--port", str(here.ports["simulator"]), "--book", str(book), *keys, *public, *hook)


def paypal_words(here: Surroundings) -> tuple[str, ...]:
    book = here.layout.run_dir / "simulators" / "paypal.db"
    keys = ("--client-id", here.secrets["PAYPAL_CLIENT_ID"], "--client-secret", here.secrets["PAYPAL_CLIENT_SECRET"])
    account = ("--merchant-id", PAYPAL_MERCHANT_ID, "--root-file", str(here.paypal_root))
    to = here.webhook_url(PAYPAL_WEBHOOK_PATH)
    hook = ("--webhook-url", to, "--webhook-id", here.secrets["PAYPAL_WEBHOOK_ID"])
    return ("paypal", "--port", str(here.ports["simulator_paypal"]), "--book", str(book), *keys, *account, *hook)


def mmg_words(here: Surroundings) -> tuple[str, ...]:
    book = here.layout.run_dir / "simulators" / "mmg.db"
    names = ("SECRET_KEY", "CLIENT_ID", "API_KEY", "PASSWORD", "WSS_KEY", "WSS_SECRET")
    package = ((f"--{name.lower().replace('_', '-')}", here.secrets[f"MMG_{name}"]) for name in names)
    back = f"{here.site}{MMG_RETURN_PATH}"
    ways = ("--webhook-url", here.webhook_url(MMG_WEBHOOK_PATH), "--response-url", back, "--error-url", back)
    where = ("--port", str(here.ports["simulator_mmg"]), "--book", str(book), "--keys-folder", str(here.mmg_keys))
    return ("mmg", "--merchant-id", MMG_MERCHANT_ID, *where, *(word for words in package for word in words), *ways)


def outside(here: Surroundings) -> list[Program]:
    """What stands in for the world: it needs neither the database nor the shop."""
    own = [mailbox(here)] if here.lacks("EMAIL_URL") else []
    return [*own, simulators(here)] if here.simulates else own


def behind() -> list[Program]:
    """What works off the jobs that pages leave behind."""
    return [*(worker(queue) for queue in QUEUES), pump()]
