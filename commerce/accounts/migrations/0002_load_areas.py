"""Area trees of the home markets. Loading them again after the files have changed: manage.py load_areas."""

from django.db import migrations

from commerce.accounts.domain.areas import load


def forwards(apps, schema_editor):
    load(apps.get_model("accounts", "Area"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
