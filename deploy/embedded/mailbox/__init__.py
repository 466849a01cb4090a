"""A mail server for one machine that delivers nothing: what the shop sends can be read in the browser.

Owns: the folder of received mails (one .eml file each), an SMTP port and a small site that shows them.
Does not own: any real delivery; never part of a public installation.
Front doors: ``python -m deploy.embedded.mailbox --smtp-port N --http-port N --folder DIR``; ``/mails.json``
for tests. Works without JavaScript; the HTML of a mail is shown in a sandboxed frame.
Facts announced: none.
Reads from: its own folder.
"""
