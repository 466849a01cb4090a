"""Starts both doors: SMTP to take mails, HTTP to read them."""

import argparse
import signal
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.embedded.mailbox import site
from deploy.embedded.mailbox.store import Folder

LARGEST_MAIL = 20_000_000  # bytes
ENDS = {signal.SIGTERM, signal.SIGINT}


class Sink:
    """Takes every mail and keeps it."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the mail before saying so: a mail that was accepted is on the disk."""
        content = envelope.original_content or b""
        self.folder.add(content, now=datetime.now(UTC))
        return "250 Kept, not delivered"


def main() -> int:
    parser = argparse.ArgumentParser(prog="mailbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--smtp-port", type=int, required=True)
    parser.add_argument("--http-port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    folder = Folder(given.folder)
    smtp = Controller(
        Sink(folder),
        hostname=given.host,
        port=given.smtp_port,
        enable_SMTPUTF8=True,
        data_size_limit=LARGEST_MAIL,
    )
    # Waited for rather than handled: a handler may break into any line, also into one that holds a lock.
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDS)
    smtp.start()
    with site.server(folder, host=given.host, port=given.http_port) as pages:
        serving = threading.Thread(target=pages.serve_forever)
        serving.start()
        print(f"listening on http://{given.host}:{given.http_port}", flush=True)
        signal.sigwait(ENDS)
        pages.shutdown()
        serving.join()
    smtp.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
