"""Each line of the old tables becomes a zone of one place with one service; back again, the cheapest service of
the first zone of a place becomes its line."""

from django.db import migrations

COUNTRIES = {"GY": "Guyana", "BD": "Bangladesh"}


def forwards(apps, schema_editor):
    line, zone, place, rate = models_of(apps)
    for old in line.objects.select_related("area").order_by("seller_ref", "area_id", "id"):
        name = free_name(zone, old)
        position = zone.objects.filter(seller_ref=old.seller_ref).count()
        new = zone.objects.create(seller_ref=old.seller_ref, name=name, position=position)
        place.objects.create(zone=new, country=old.country, area=old.area)
        rate.objects.create(
            zone=new,
            service="Standard",
            price_minor=old.price_minor,
            currency=old.currency,
            free_from_minor=old.free_from_minor,
            days_min=old.days_min,
            days_max=old.days_max,
        )


def backwards(apps, schema_editor):
    line, zone, place, rate = models_of(apps)
    for where in place.objects.select_related("zone").order_by("zone__position", "zone_id", "id"):
        best = rate.objects.filter(zone=where.zone).order_by("price_minor", "days_max", "id").first()
        key = {"seller_ref": where.zone.seller_ref, "country": where.country, "area": where.area}
        if best and not line.objects.filter(**key).exists():
            line.objects.create(
                **key,
                price_minor=best.price_minor,
                currency=best.currency,
                free_from_minor=best.free_from_minor,
                days_min=best.days_min,
                days_max=best.days_max,
            )


def free_name(zone, old):
    """The area's or country's name; two areas of one name are told apart by their codes."""
    name = old.area.name if old.area else COUNTRIES.get(old.country, old.country)
    taken = zone.objects.filter(seller_ref=old.seller_ref, name=name).exists()
    return f"{name} ({old.area.code if old.area else old.country})"[:80] if taken else name


def models_of(apps):
    return [apps.get_model("shipping", name) for name in ("DeliveryRate", "Zone", "ZonePlace", "Rate")]


class Migration(migrations.Migration):
    dependencies = [
        ("shipping", "0002_zones_and_rates"),
    ]

    operations = [
        migrations.RunPython(forwards, backwards),
    ]
