"""Copies of papers, made once and kept; those of what was published before are wanted at once."""

import django.db.models.deletion
from django.db import migrations, models

FORMS = [("pdf", "pdf"), ("docx", "docx"), ("large", "large")]
WANTED = """
    INSERT INTO committees_publishedcopy (publication_id, form, wanted_at, tries, failed)
    SELECT committees_publication.id, form.name, committees_publication.at, 0, ''
    FROM committees_publication CROSS JOIN (VALUES ('pdf'), ('docx'), ('large')) AS form (name)
"""


def columns():
    return [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("form", models.TextField(choices=FORMS)),
        ("wanted_at", models.DateTimeField()),
        ("tries", models.PositiveSmallIntegerField(default=0)),
        ("content", models.BinaryField(null=True)),
        ("failed", models.TextField(blank=True, default="")),
        ("made_at", models.DateTimeField(blank=True, null=True)),
    ]


def of(model):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="copies", to=f"committees.{model}"
    )


def wanted(name):
    return models.Index(
        condition=models.Q(("content__isnull", True), ("failed", "")), fields=["id"], name=name
    )


class Migration(migrations.Migration):
    dependencies = [("committees", "0002_papers")]

    operations = [
        migrations.CreateModel(
            name="PublishedCopy",
            fields=[*columns(), ("publication", of("publication"))],
            options={
                "indexes": [wanted("published_copy_wanted")],
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "form"), name="one_published_copy_a_form")
                ],
            },
        ),
        migrations.CreateModel(
            name="WholeCopy",
            fields=[*columns(), ("version", of("paperversion"))],
            options={
                "indexes": [wanted("whole_copy_wanted")],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "form"), name="one_whole_copy_a_form")
                ],
            },
        ),
        migrations.RunSQL(WANTED, migrations.RunSQL.noop),
    ]
