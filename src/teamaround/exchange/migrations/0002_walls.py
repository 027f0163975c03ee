"""Row security: an agency's files are its own and the index team's."""

from django.db import migrations

from teamaround.sharing.walls import behind, behind_agency, taken_down

OF_AGENCY = ("exchange_import", "exchange_waitingrow", "exchange_rememberedmapping")
OF_IMPORT = ("exchange_filepart", "exchange_importrow")


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial"), ("sharing", "0002_walls")]
    operations = [
        *(migrations.RunSQL(behind_agency(table), taken_down(table)) for table in OF_AGENCY),
        *(
            migrations.RunSQL(behind(table, "exchange_import", by="of_id"), taken_down(table))
            for table in OF_IMPORT
        ),
    ]
