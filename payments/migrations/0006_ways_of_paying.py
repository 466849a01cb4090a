import django.db.models.deletion
from django.db import migrations, models

import commerce.kernel.fields
import payments.models.method

# Until now everything was paid, and given back, in the currency of its payment.
OLD_ROWS = [
    "UPDATE payments_paymentattempt SET covers_minor = amount_minor, "
    "captured_minor = CASE WHEN state IN ('captured', 'surplus') THEN amount_minor ELSE 0 END",
    "UPDATE payments_refund SET sent_minor = amount_minor, sent_currency = currency",
]


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0005_entries_of_old_payments"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaymentMethod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider", models.CharField(max_length=20, unique=True, verbose_name="provider")),
                ("is_on", models.BooleanField(default=True, verbose_name="offered")),
                ("position", models.PositiveSmallIntegerField(default=100, verbose_name="place in the list")),
                (
                    "countries",
                    models.CharField(
                        blank=True,
                        help_text="Two letters each, such as GY or TT, with commas. Empty: everywhere.",
                        max_length=200,
                        verbose_name="countries",
                    ),
                ),
                (
                    "currency",
                    commerce.kernel.fields.CurrencyField(
                        default=payments.models.method.shop_currency, max_length=3, verbose_name="currency"
                    ),
                ),
                ("min_minor", commerce.kernel.fields.MinorField(default=0, verbose_name="least amount")),
                (
                    "max_minor",
                    commerce.kernel.fields.MinorField(
                        blank=True,
                        help_text="Empty: none of the shop's own.",
                        null=True,
                        verbose_name="greatest amount",
                    ),
                ),
                ("fee_minor", commerce.kernel.fields.MinorField(default=0, verbose_name="fee")),
                (
                    "for_downloads",
                    models.BooleanField(
                        default=True,
                        help_text="Whether orders with files to download may be paid this way.",
                        verbose_name="for downloads",
                    ),
                ),
                (
                    "captures_later",
                    models.BooleanField(
                        default=False,
                        help_text="Until then it is only set aside. Not every provider can.",
                        verbose_name="take the money when the parcel is sent",
                    ),
                ),
            ],
            options={
                "verbose_name": "way of paying",
                "verbose_name_plural": "ways of paying",
                "ordering": ["position", "provider"],
            },
        ),
        migrations.CreateModel(
            name="ProviderNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider", models.CharField(max_length=20)),
                ("number", models.CharField(max_length=120)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="payment",
            name="payment_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="paymentattempt",
            name="attempt_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="paymentattempt",
            name="one_capture",
        ),
        migrations.RemoveIndex(
            model_name="paymentattempt",
            name="attempt_unfinished",
        ),
        migrations.AddField(
            model_name="paymentattempt",
            name="captured_minor",
            field=commerce.kernel.fields.MinorField(default=0),
        ),
        migrations.AddField(
            model_name="paymentattempt",
            name="captures_later",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="paymentattempt",
            name="covers_minor",
            field=commerce.kernel.fields.MinorField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="paymentattempt",
            name="rate",
            field=models.DecimalField(blank=True, decimal_places=10, max_digits=20, null=True),
        ),
        migrations.AddField(
            model_name="paymentattempt",
            name="rate_source",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="paymentattempt",
            name="risk",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="paymentattempt",
            name="take_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="refund",
            name="sent_currency",
            field=commerce.kernel.fields.CurrencyField(default="", max_length=3),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="refund",
            name="sent_minor",
            field=commerce.kernel.fields.MinorField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="payment",
            name="promised_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunSQL(OLD_ROWS, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="payment",
            name="state",
            field=commerce.kernel.fields.StateField(
                choices=[
                    ("due", "not paid"),
                    ("authorised", "promised"),
                    ("captured", "paid"),
                    ("cancelled", "cancelled"),
                ],
                default="due",
                max_length=24,
            ),
        ),
        migrations.AlterField(
            model_name="paymentattempt",
            name="state",
            field=commerce.kernel.fields.StateField(
                choices=[
                    ("created", "not sent yet"),
                    ("sent", "outcome unknown"),
                    ("open", "waiting for the shopper"),
                    ("left", "being closed: another way was chosen"),
                    ("authorised", "promised"),
                    ("captured", "paid"),
                    ("declined", "declined"),
                    ("expired", "given up"),
                    ("mismatch", "amounts differ"),
                    ("surplus", "paid twice, given back"),
                ],
                default="created",
                max_length=24,
            ),
        ),
        migrations.AddIndex(
            model_name="paymentattempt",
            index=models.Index(
                condition=models.Q(("state__in", ["created", "sent", "open", "left", "authorised"])),
                fields=["created_at"],
                name="attempt_unfinished",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["due", "authorised", "captured", "cancelled"])),
                name="payment_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentattempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "created",
                            "sent",
                            "open",
                            "left",
                            "authorised",
                            "captured",
                            "declined",
                            "expired",
                            "mismatch",
                            "surplus",
                        ],
                    )
                ),
                name="attempt_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentattempt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["authorised", "captured"])), fields=("payment",), name="one_capture"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentattempt",
            constraint=models.CheckConstraint(
                condition=models.Q(("captured_minor__gte", 0), ("captured_minor__lte", models.F("covers_minor"))),
                name="attempt_captured",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentmethod",
            constraint=models.CheckConstraint(
                condition=models.Q(("fee_minor__gte", 0), ("min_minor__gte", 0)), name="method_amounts"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentmethod",
            constraint=models.CheckConstraint(
                condition=models.Q(("max_minor", None), ("max_minor__gte", models.F("min_minor")), _connector="OR"),
                name="method_limits",
            ),
        ),
        migrations.AddField(
            model_name="providernumber",
            name="attempt",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="numbers", to="payments.paymentattempt"
            ),
        ),
        migrations.AddConstraint(
            model_name="providernumber",
            constraint=models.UniqueConstraint(fields=("provider", "number"), name="provider_number_once"),
        ),
    ]
