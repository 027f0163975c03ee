import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import teamaround.directory.rules.listing
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0002_review_cycles'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicAccessibility',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('description', models.TextField()),
                ('details', models.TextField(blank=True, default='')),
                ('url', models.TextField(blank=True, default='')),
            ],
            options={
                'db_table': 'directory_public_accessibility',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='PublicAddress',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('attention', models.TextField(blank=True, default='')),
                ('address_1', models.TextField()),
                ('address_2', models.TextField(blank=True, default='')),
                ('city', models.TextField()),
                ('region', models.TextField(blank=True, default='')),
                ('state_province', models.TextField()),
                ('postal_code', models.TextField()),
                ('country', models.TextField(default='GB')),
                ('address_type', models.TextField(choices=[('physical', 'physical'), ('postal', 'postal'), ('virtual', 'virtual')], default=teamaround.directory.rules.listing.AddressType['PHYSICAL'])),
            ],
            options={
                'db_table': 'directory_public_address',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='PublicAttribute',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('link_type', models.TextField(blank=True, default='')),
                ('value', models.TextField(blank=True, default='')),
                ('label', models.TextField(blank=True, default='')),
            ],
            options={
                'db_table': 'directory_public_attribute',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='PublicContact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField(blank=True, default='')),
                ('title', models.TextField(blank=True, default='')),
                ('department', models.TextField(blank=True, default='')),
                ('email', models.TextField(blank=True, default='')),
            ],
            options={
                'db_table': 'directory_public_contact',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='PublicCost',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('option', models.TextField(blank=True, default='')),
                ('currency', models.TextField(blank=True, default='GBP')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True)),
                ('amount_description', models.TextField(blank=True, default='')),
            ],
            options={
                'db_table': 'directory_public_cost',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='PublicDocument',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('document', models.TextField()),
                ('uri', models.TextField(blank=True, default='')),
            ],
            options={
                'db_table': 'directory_public_document',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='PublicFunding',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('source', models.TextField()),
            ],
            options={
                'db_table': 'directory_public_funding',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='PublicIdentifier',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scheme', models.TextField(blank=True, default='')),
                ('kind', models.TextField()),
                ('identifier', models.TextField()),
            ],
            options={
                'db_table': 'directory_public_identifier',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='PublicLanguage',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('code', models.TextField(blank=True, default='')),
                ('note', models.TextField(blank=True, default='')),
            ],
            options={
                'db_table': 'directory_public_language',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='PublicLocation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('location_type', models.TextField(choices=[('physical', 'physical'), ('postal', 'postal'), ('virtual', 'virtual')], default=teamaround.directory.rules.listing.LocationType['PHYSICAL'])),
                ('name', models.TextField(blank=True, default='')),
                ('alternate_name', models.TextField(blank=True, default='')),
                ('description', models.TextField(blank=True, default='')),
                ('transportation', models.TextField(blank=True, default='')),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('external_identifier', models.TextField(blank=True, default='')),
                ('external_identifier_type', models.TextField(blank=True, default='')),
            ],
            options={
                'db_table': 'directory_public_location',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='PublicOrganisation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('alternate_name', models.TextField(blank=True, default='')),
                ('description', models.TextField()),
                ('email', models.TextField(blank=True, default='')),
                ('website', models.TextField(blank=True, default='')),
                ('logo', models.TextField(blank=True, default='')),
                ('uri', models.TextField(blank=True, default='')),
                ('legal_status', models.TextField(blank=True, default='')),
                ('year_incorporated', models.IntegerField(blank=True, null=True)),
            ],
            options={
                'db_table': 'directory_public_organisation',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='PublicPhone',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.TextField()),
                ('extension', models.IntegerField(blank=True, null=True)),
                ('kind', models.TextField(blank=True, default='')),
                ('description', models.TextField(blank=True, default='')),
            ],
            options={
                'db_table': 'directory_public_phone',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='PublicPlace',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('description', models.TextField(blank=True, default='')),
            ],
            options={
                'db_table': 'directory_public_place',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='PublicSchedule',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('dtstart', models.DateField(blank=True, null=True)),
                ('freq', models.TextField(blank=True, default='')),
                ('interval', models.IntegerField(blank=True, null=True)),
                ('byday', models.TextField(blank=True, default='')),
                ('bymonthday', models.TextField(blank=True, default='')),
                ('description', models.TextField(blank=True, default='')),
                ('opens_at', models.TimeField(blank=True, null=True)),
                ('closes_at', models.TimeField(blank=True, null=True)),
                ('schedule_link', models.TextField(blank=True, default='')),
                ('attending_type', models.TextField(blank=True, default='')),
                ('notes', models.TextField(blank=True, default='')),
            ],
            options={
                'db_table': 'directory_public_schedule',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='PublicService',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('alternate_name', models.TextField(blank=True, default='')),
                ('description', models.TextField(blank=True, default='')),
                ('url', models.TextField(blank=True, default='')),
                ('email', models.TextField(blank=True, default='')),
                ('status', models.TextField(choices=[('active', 'active'), ('inactive', 'inactive'), ('defunct', 'defunct'), ('temporarily closed', 'temporarily closed')], default=teamaround.directory.rules.listing.Status['ACTIVE'])),
                ('interpretation_services', models.TextField(blank=True, default='')),
                ('application_process', models.TextField(blank=True, default='')),
                ('fees_description', models.TextField(blank=True, default='')),
                ('is_free', models.BooleanField(blank=True, null=True)),
                ('wait_time', models.TextField(blank=True, default='')),
                ('accreditations', models.TextField(blank=True, default='')),
                ('eligibility_description', models.TextField(blank=True, default='')),
                ('minimum_age', models.FloatField(blank=True, null=True)),
                ('maximum_age', models.FloatField(blank=True, null=True)),
                ('assured_on', models.DateField()),
                ('assured_by', models.TextField(blank=True, default='')),
                ('assurer_email', models.TextField(blank=True, default='')),
                ('alert', models.TextField(blank=True, default='')),
                ('modified_at', models.DateTimeField()),
                ('words', django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
            ],
            options={
                'db_table': 'directory_public_service',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='PublicServiceArea',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField(blank=True, default='')),
                ('extent', models.TextField(blank=True, default='')),
                ('extent_type', models.TextField(blank=True, default='')),
                ('uri', models.TextField(blank=True, default='')),
                ('covers', models.TextField(blank=True, default='')),
            ],
            options={
                'db_table': 'directory_public_servicearea',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Taxonomy',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.TextField(unique=True)),
                ('name', models.TextField()),
                ('description', models.TextField()),
                ('uri', models.TextField(blank=True, default='')),
                ('version', models.TextField(blank=True, default='')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.TextField()),
                ('name', models.TextField()),
                ('description', models.TextField()),
                ('term_uri', models.TextField(blank=True, default='')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='directory.term')),
                ('taxonomy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='directory.taxonomy')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('taxonomy', 'code'), name='directory_term_named_once')],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('alternate_name', models.TextField(blank=True, default='')),
                ('description', models.TextField()),
                ('email', models.TextField(blank=True, default='')),
                ('website', models.TextField(blank=True, default='')),
                ('logo', models.TextField(blank=True, default='')),
                ('uri', models.TextField(blank=True, default='')),
                ('legal_status', models.TextField(blank=True, default='')),
                ('year_incorporated', models.IntegerField(blank=True, null=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='directory.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Identifier',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scheme', models.TextField(blank=True, default='')),
                ('kind', models.TextField()),
                ('identifier', models.TextField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='identifiers', to='directory.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('alternate_name', models.TextField(blank=True, default='')),
                ('description', models.TextField(blank=True, default='')),
                ('url', models.TextField(blank=True, default='')),
                ('email', models.TextField(blank=True, default='')),
                ('status', models.TextField(choices=[('active', 'active'), ('inactive', 'inactive'), ('defunct', 'defunct'), ('temporarily closed', 'temporarily closed')], default=teamaround.directory.rules.listing.Status['ACTIVE'])),
                ('interpretation_services', models.TextField(blank=True, default='')),
                ('application_process', models.TextField(blank=True, default='')),
                ('fees_description', models.TextField(blank=True, default='')),
                ('is_free', models.BooleanField(blank=True, null=True)),
                ('wait_time', models.TextField(blank=True, default='')),
                ('accreditations', models.TextField(blank=True, default='')),
                ('eligibility_description', models.TextField(blank=True, default='')),
                ('minimum_age', models.FloatField(blank=True, null=True)),
                ('maximum_age', models.FloatField(blank=True, null=True)),
                ('assured_on', models.DateField()),
                ('assured_by', models.TextField(blank=True, default='')),
                ('assurer_email', models.TextField(blank=True, default='')),
                ('alert', models.TextField(blank=True, default='')),
                ('modified_at', models.DateTimeField()),
                ('words', django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                ('is_internal', models.BooleanField(default=False)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='directory.organisation')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['words'], name='directory_service_words'), models.Index(fields=['modified_at'], name='directory_service_modified'), models.Index(fields=['assured_on'], name='directory_service_assured')],
                'constraints': [models.CheckConstraint(condition=models.Q(('minimum_age__isnull', True), ('maximum_age__isnull', True), ('maximum_age__gte', models.F('minimum_age')), _connector='OR'), name='directory_service_ages_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Location',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('location_type', models.TextField(choices=[('physical', 'physical'), ('postal', 'postal'), ('virtual', 'virtual')], default=teamaround.directory.rules.listing.LocationType['PHYSICAL'])),
                ('name', models.TextField(blank=True, default='')),
                ('alternate_name', models.TextField(blank=True, default='')),
                ('description', models.TextField(blank=True, default='')),
                ('transportation', models.TextField(blank=True, default='')),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('external_identifier', models.TextField(blank=True, default='')),
                ('external_identifier_type', models.TextField(blank=True, default='')),
                ('is_confidential', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['latitude', 'longitude'], name='directory_location_point')],
            },
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('attention', models.TextField(blank=True, default='')),
                ('address_1', models.TextField()),
                ('address_2', models.TextField(blank=True, default='')),
                ('city', models.TextField()),
                ('region', models.TextField(blank=True, default='')),
                ('state_province', models.TextField()),
                ('postal_code', models.TextField()),
                ('country', models.TextField(default='GB')),
                ('address_type', models.TextField(choices=[('physical', 'physical'), ('postal', 'postal'), ('virtual', 'virtual')], default=teamaround.directory.rules.listing.AddressType['PHYSICAL'])),
                ('location', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='addresses', to='directory.location')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Accessibility',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('description', models.TextField()),
                ('details', models.TextField(blank=True, default='')),
                ('url', models.TextField(blank=True, default='')),
                ('location', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accessibility', to='directory.location')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('description', models.TextField(blank=True, default='')),
                ('location', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='directory.location')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='directory.service')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('dtstart', models.DateField(blank=True, null=True)),
                ('freq', models.TextField(blank=True, default='')),
                ('interval', models.IntegerField(blank=True, null=True)),
                ('byday', models.TextField(blank=True, default='')),
                ('bymonthday', models.TextField(blank=True, default='')),
                ('description', models.TextField(blank=True, default='')),
                ('opens_at', models.TimeField(blank=True, null=True)),
                ('closes_at', models.TimeField(blank=True, null=True)),
                ('schedule_link', models.TextField(blank=True, default='')),
                ('attending_type', models.TextField(blank=True, default='')),
                ('notes', models.TextField(blank=True, default='')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='schedules', to='directory.place')),
                ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='schedules', to='directory.service')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('place__isnull', True), ('service__isnull', False)), models.Q(('place__isnull', False), ('service__isnull', True)), _connector='OR'), name='directory_schedule_of_one')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField(blank=True, default='')),
                ('title', models.TextField(blank=True, default='')),
                ('department', models.TextField(blank=True, default='')),
                ('email', models.TextField(blank=True, default='')),
                ('is_public', models.BooleanField(default=False)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='directory.organisation')),
                ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='directory.service')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', True), ('service__isnull', False)), models.Q(('organisation__isnull', False), ('service__isnull', True)), _connector='OR'), name='directory_contact_of_one')],
            },
        ),
        migrations.CreateModel(
            name='Phone',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.TextField()),
                ('extension', models.IntegerField(blank=True, null=True)),
                ('kind', models.TextField(blank=True, default='')),
                ('description', models.TextField(blank=True, default='')),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='phones', to='directory.contact')),
                ('location', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='phones', to='directory.location')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='phones', to='directory.organisation')),
                ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='phones', to='directory.service')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('contact__isnull', True), ('location__isnull', True), ('organisation__isnull', True), ('service__isnull', False)), models.Q(('contact__isnull', True), ('location__isnull', True), ('organisation__isnull', False), ('service__isnull', True)), models.Q(('contact__isnull', True), ('location__isnull', False), ('organisation__isnull', True), ('service__isnull', True)), models.Q(('contact__isnull', False), ('location__isnull', True), ('organisation__isnull', True), ('service__isnull', True)), _connector='OR'), name='directory_phone_of_one')],
            },
        ),
        migrations.CreateModel(
            name='ServiceArea',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField(blank=True, default='')),
                ('extent', models.TextField(blank=True, default='')),
                ('extent_type', models.TextField(blank=True, default='')),
                ('uri', models.TextField(blank=True, default='')),
                ('covers', models.TextField(blank=True, default='')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='directory.service')),
            ],
            options={
                'indexes': [models.Index(fields=['covers'], name='directory_area_covers')],
            },
        ),
        migrations.CreateModel(
            name='Language',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('code', models.TextField(blank=True, default='')),
                ('note', models.TextField(blank=True, default='')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='languages', to='directory.service')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Cost',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('option', models.TextField(blank=True, default='')),
                ('currency', models.TextField(blank=True, default='GBP')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True)),
                ('amount_description', models.TextField(blank=True, default='')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='costs', to='directory.service')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Funding',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('source', models.TextField()),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funding', to='directory.service')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('document', models.TextField()),
                ('uri', models.TextField(blank=True, default='')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='directory.service')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Attribute',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('link_type', models.TextField(blank=True, default='')),
                ('value', models.TextField(blank=True, default='')),
                ('label', models.TextField(blank=True, default='')),
                ('location', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attributes', to='directory.location')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attributes', to='directory.organisation')),
                ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attributes', to='directory.service')),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attributes', to='directory.term')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('location__isnull', True), ('organisation__isnull', True), ('service__isnull', False)), models.Q(('location__isnull', True), ('organisation__isnull', False), ('service__isnull', True)), models.Q(('location__isnull', False), ('organisation__isnull', True), ('service__isnull', True)), _connector='OR'), name='directory_attribute_of_one'), models.UniqueConstraint(condition=models.Q(('service__isnull', False)), fields=('term', 'service'), name='directory_attribute_once_a_service')],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('word', models.TextField(primary_key=True, serialize=False)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['word'], name='directory_word_letters', opclasses=['gin_trgm_ops'])],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='agency',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency'),
        ),
    ]
