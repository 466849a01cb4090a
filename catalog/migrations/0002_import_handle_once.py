"""One product a seller and imported handle, and a quick way to find it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "CREATE UNIQUE INDEX product_handle_once ON catalog_product (seller_id, (source ->> 'handle'))",
            "DROP INDEX product_handle_once",
        )
    ]
