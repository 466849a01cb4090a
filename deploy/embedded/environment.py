"""What every child is told: addresses of services, secrets of this checkout, the settings that were given.

A service whose address was given (in the environment or in ``.env``) is used and not started.
"""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from commerce import env
from deploy.embedded import ports
from deploy.embedded.errors import Unusable
from deploy.embedded.layout import ROOT, Layout
from deploy.embedded.postgres import Postgres
from deploy.embedded.valkey import Valkey

# Where the simulators send their signed events, as the providers would.
STRIPE_WEBHOOK_PATH = "/payments/stripe/webhook"
PAYPAL_WEBHOOK_PATH = "/payments/paypal/webhook"
MMG_WEBHOOK_PATH, MMG_RETURN_PATH = "/payments/mmg/webhook", "/payments/mmg/return"
FREE_PORTS = ("mailbox", "mailbox_smtp", "simulator", "simulator_paypal", "simulator_mmg", "simulators")
SECRETS = {
    "SECRET_KEY": "",
    "STRIPE_SECRET_KEY": "sk_test_simulator_",
    "STRIPE_PUBLISHABLE_KEY": "pk_test_simulator_",
    "STRIPE_WEBHOOK_SECRET": "whsec_simulator_",
    "PAYPAL_CLIENT_ID": "paypal_simulator_",
    "PAYPAL_CLIENT_SECRET": "paypal_simulator_",
    "PAYPAL_WEBHOOK_ID": "simulator",
    "MMG_SECRET_KEY": "mmg_simulator_",
    "MMG_CLIENT_ID": "mmg_simulator_",
    "MMG_API_KEY": "mmg_simulator_",
    "MMG_PASSWORD": "mmg_simulator_",
    "MMG_WSS_KEY": "mmg_simulator_",
    "MMG_WSS_SECRET": "mmg_simulator_",
}
PROVIDERS = ("STRIPE_", "PAYPAL_", "MMG_")
PAYPAL_MERCHANT_ID = "SIMMERCHANT01"
MMG_MERCHANT_ID, MMG_PAGE, MMG_API = "9991234", "/mmg-pg/web/payments", "/olive/publisher/v1"
MMG_KEY_FILES = {"MMG_PUBLIC_KEY": "public_key.pem", "MMG_PRIVATE_KEY": "private_key.pem"}


@dataclass(frozen=True)
class Surroundings:
    """What was given and what this start decided."""

    layout: Layout
    given: Mapping[str, str]
    port: int
    ports: Mapping[str, int]
    secrets: Mapping[str, str]

    def lacks(self, name: str) -> bool:
        """Whether this address was not given, so that the stack brings its own."""
        return not self.given.get(name)

    @property
    def site(self) -> str:
        return self.given.get("SITE_URL") or f"http://localhost:{self.port}"

    @property
    def mailbox(self) -> str:
        return f"http://localhost:{self.ports['mailbox']}"

    @property
    def simulator(self) -> str:
        return f"http://localhost:{self.ports['simulator']}"

    @property
    def paypal_simulator(self) -> str:
        return f"http://localhost:{self.ports['simulator_paypal']}"

    @property
    def mmg_simulator(self) -> str:
        return f"http://localhost:{self.ports['simulator_mmg']}"

    @property
    def simulators(self) -> str:
        """The page over all of them."""
        return f"http://localhost:{self.ports['simulators']}"

    @property
    def simulates(self) -> bool:
        """Whether payments are simulated: never beside a real provider, where a shopper could choose test money."""
        return all(self.lacks(name) for name in ("STRIPE_SECRET_KEY", "PAYPAL_CLIENT_ID", "MMG_MERCHANT_ID"))

    @property
    def paypal_root(self) -> Path:
        """The certificate that signs those of the PayPal simulator."""
        return self.layout.run_dir / "simulators" / "paypal-root.pem"

    @property
    def mmg_keys(self) -> Path:
        """Where the MMG simulator writes the shop's keys."""
        return self.layout.run_dir / "simulators" / "mmg-keys"

    def webhook_url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def variables(self) -> dict[str, str]:
        """The environment of the children. What was given wins, except the marks of the stack itself."""
        ours = {
            "SECRET_KEY": self.secrets["SECRET_KEY"],
            "DEBUG": "0",
            "PORT": str(self.port),
            "SITE_URL": self.site,
            "MEDIA_ROOT": str(self.layout.run_dir / "media"),
            "DATABASE_URL": Postgres(layout=self.layout).url,
            "REDIS_URL": Valkey(layout=self.layout, name="broker").url,
            "CACHE_URL": Valkey(layout=self.layout, name="cache").url,
        }
        if self.lacks("EMAIL_URL"):
            ours["EMAIL_URL"] = f"smtp://127.0.0.1:{self.ports['mailbox_smtp']}"
            ours["MAILBOX_URL"] = self.mailbox
        if self.simulates:
            ours |= {name: value for name, value in self.secrets.items() if name.startswith(PROVIDERS)}
            ours["STRIPE_API_BASE"] = self.simulator.replace("localhost", "127.0.0.1")
            ours["STRIPE_JS_URL"] = f"{ours['STRIPE_API_BASE']}/v3/stripe.js"
            ours["PAYPAL_API_BASE"] = self.paypal_simulator.replace("localhost", "127.0.0.1")
            ours["PAYPAL_MERCHANT_ID"] = PAYPAL_MERCHANT_ID
            ours["PAYPAL_CA_FILE"] = str(self.paypal_root)
            ours |= self._mmg()
        marks = {"STABROEK_EMBEDDED": "1", "STABROEK_RUN_DIR": str(self.layout.run_dir)}
        return ours | {name: value for name, value in self.given.items() if value} | marks

    def _mmg(self) -> dict[str, str]:
        at = self.mmg_simulator.replace("localhost", "127.0.0.1")
        keys = {name: str(self.mmg_keys / file) for name, file in MMG_KEY_FILES.items()}
        return keys | {
            "MMG_MERCHANT_ID": MMG_MERCHANT_ID,
            "MMG_PAGE_URL": f"{self.mmg_simulator}{MMG_PAGE}",
            "MMG_API_URL": f"{at}{MMG_API}",
        }


def survey(*, layout: Layout, environ: Mapping[str, str] = os.environ) -> Surroundings:
    """Read what was given, check it, and settle ports and secrets. Raises Unusable naming what is wrong."""
    given = env.read_dotenv(ROOT / ".env") | dict(environ)
    # The folder is ours to name; one inherited from another stack must not lead its children here.
    given = {name: value for name, value in given.items() if name not in ("STABROEK_RUN_DIR", "STABROEK_EMBEDDED")}
    if not given.get("DATABASE_URL"):
        # PGHOST and its kin would send clients of our own server elsewhere.
        given = {name: value for name, value in given.items() if not name.startswith("PG")}
    try:
        port = env.load(given)["PORT"]
    except env.BadSetting as fault:
        raise Unusable(str(fault)) from fault
    layout.make_folders()
    free = ports.remembered(FREE_PORTS, book=layout.run_dir / "ports.json")
    return Surroundings(layout, given, port, free, kept_secrets(layout.run_dir / "secrets.json"))


def kept_secrets(book: Path) -> dict[str, str]:
    """Random secrets of this checkout, made once and readable by its owner alone."""
    known: dict[str, str] = json.loads(book.read_text()) if book.exists() else {}
    missing = {name: prefix + secrets.token_urlsafe(48) for name, prefix in SECRETS.items() if name not in known}
    if missing:
        with open(os.open(book, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(known | missing, file, indent=1)
    return known | missing


def record(surroundings: Surroundings) -> None:
    """Write the environment down for ``./stabroek manage`` while the stack runs; it holds secrets."""
    ours = surroundings.variables()
    changed = {name: value for name, value in ours.items() if os.environ.get(name) != value}
    book = surroundings.layout.environment
    with open(os.open(book, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(changed, file, indent=1)
