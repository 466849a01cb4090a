from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("shipping", "0003_rates_become_zones"),
    ]

    operations = [
        migrations.DeleteModel(name="DeliveryRate"),
    ]
