"""The mailbox's pages: plain HTML, everything that comes from a mail is escaped."""

import re
from email.message import EmailMessage
from html import escape
from urllib.parse import quote

from deploy.embedded.mailbox import store
from deploy.embedded.mailbox.store import Mail

ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]}]")
VIEWS = ("html", "text", "source")
LABELS = {"html": "As designed", "text": "Text", "source": "Source"}

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,">
</head>
<body>
<header><a class="home" href="/">Mailbox</a> <span>Mail that this machine would have sent</span></header>
<main>{content}</main>
</body>
</html>
"""


def page(*, title: str, content: str) -> str:
    return PAGE.format(title=escape(title), content=content)


def listing(mails: list[Mail], *, total: int, skip: int, limit: int) -> str:
    """All mails, newest first."""
    if not mails:
        hint = "Place an order or sign up; the mail appears here."
        empty = f"<h1>No mail yet</h1><p>{hint} <a href='/'>Look again</a></p>"
        return page(title="Mailbox", content=empty)
    rows = "".join(listing_row(mail) for mail in mails)
    heading = f"<div class='bar'><h1>{total} {'mail' if total == 1 else 'mails'}</h1> <a href='/'>Refresh</a></div>"
    older = f"<p><a href='/?skip={skip + limit}'>Older mails</a></p>" if skip + limit < total else ""
    return page(title="Mailbox", content=f"{heading}<ol class='mails'>{rows}</ol>{older}")


def listing_row(mail: Mail) -> str:
    subject = escape(mail.header("Subject") or "(no subject)")
    people = f"{escape(mail.header('From'))} to {escape(mail.header('To'))}"
    return (
        f"<li><a href='/mail/{mail.id}'>{subject}</a>"
        f"<span class='people'>{people}</span>"
        f"<time datetime='{mail.received_at.isoformat()}'>{mail.received_at:%d %b %H:%M:%S} UTC</time></li>"
    )


def reading(mail: Mail, *, view: str) -> str:
    """One mail in one of its views; a view that the mail lacks is not offered."""
    message = mail.message
    offered = [name for name in VIEWS if name == "source" or store.body(message, kind(name)) is not None]
    view = view if view in offered else offered[0]
    subject = mail.header("Subject") or "(no subject)"
    content = f"<h1>{escape(subject)}</h1>{facts(mail)}{tabs(mail, offered, view)}{shown(mail, view)}"
    return page(title=f"{subject} - Mailbox", content=content)


def kind(view: str) -> str:
    return "plain" if view == "text" else view


def facts(mail: Mail) -> str:
    names = ("From", "To", "Cc", "Reply-To", "Date")
    rows = "".join(f"<dt>{name}</dt><dd>{escape(mail.header(name))}</dd>" for name in names if mail.header(name))
    return f"<dl>{rows}{attached(mail.id, mail.message)}</dl>"


def attached(name: str, message: EmailMessage) -> str:
    files = store.attachments(message)
    links = ", ".join(
        f"<a href='/mail/{name}/part/{number}?name={quote(file)}'>{escape(file)}</a> ({size / 1024:.0f} KB)"
        for number, file, size in files
    )
    return f"<dt>Attached</dt><dd>{links}</dd>" if links else ""


def tabs(mail: Mail, offered: list[str], view: str) -> str:
    here = {True: " aria-current='page'", False: ""}
    links = (f"<a href='/mail/{mail.id}?view={name}'{here[name == view]}>{LABELS[name]}</a>" for name in offered)
    return f"<nav aria-label='Views'>{''.join(links)}</nav>"


def shown(mail: Mail, view: str) -> str:
    if view == "html":
        # No scripts, no forms, no same origin; links of the mail open beside the mailbox.
        allowed = "allow-popups allow-popups-to-escape-sandbox"
        return f"<iframe title='The mail' sandbox='{allowed}' src='/mail/{mail.id}/html'></iframe>"
    if view == "text":
        return f"<pre>{with_links(store.body(mail.message, 'plain') or '')}</pre>"
    return f"<pre>{escape(mail.raw.decode('utf-8', 'replace'))}</pre>"


def with_links(text: str) -> str:
    """Escaped text whose addresses can be followed."""
    pieces, end = [], 0
    for match in ADDRESS.finditer(text):
        address = escape(match.group())
        pieces += [escape(text[end : match.start()]), f"<a href='{address}' rel='noreferrer'>{address}</a>"]
        end = match.end()
    return "".join([*pieces, escape(text[end:])])


def missing() -> str:
    return page(title="Not here", content="<h1>There is no such mail</h1><p><a href='/'>All mails</a></p>")
