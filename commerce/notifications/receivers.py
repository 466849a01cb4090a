"""Mails that accounts have due."""

from typing import Any

from django.dispatch import receiver

from commerce.accounts.signals import account_mail_due

from .domain.emails import Letter, queue_private


@receiver(account_mail_due, dispatch_uid="notifications.account_mail")
def keep_account_mail(*, template: str, to: str, subject: str, text: str, html: str, **_kwargs: Any) -> None:
    queue_private(template=template, to=to, letter=Letter(subject, text, html))
