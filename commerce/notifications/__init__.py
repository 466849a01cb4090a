"""Messages to people: rendered, kept, sent by the e-mail queue.

Owns: the e-mail log (outbox rows with their own Message-ID), rendering of subject, text and HTML, sending, the
list of addresses that refused mail for good, and of those that do without a kind of mail.
Does not own: when and to whom; the app that knows the fact decides.
Front doors: domain.emails.{queue_email, queue_letter, queue_private, send_again}, domain.declining.
Hears: accounts' mails of sign-in, whose words are forgotten once sent and shown to nobody.
Announces: nothing. Reads from: accounts, jobs, the kernel.
"""
