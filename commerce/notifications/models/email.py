"""One e-mail, from the moment it is due until the mail server took it."""

from django.db import models
from django.db.models.functions import Now

from commerce.kernel.fields import PublicIdField


class Email(models.Model):
    """`dedupe` keeps a mail from being sent twice for the same reason; `message_id` lets a mailbox see a repeat."""

    public_id = PublicIdField("eml")
    template = models.CharField(max_length=60)
    to = models.EmailField(max_length=255)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=120, unique=True)
    dedupe = models.CharField(max_length=160, unique=True)
    reference = models.CharField(max_length=40, blank=True, db_index=True)
    queued_at = models.DateTimeField(db_default=Now(), db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = "e-mail"
        verbose_name_plural = "e-mail log"

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"
