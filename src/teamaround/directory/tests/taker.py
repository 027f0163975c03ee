"""Somebody who takes another's list in, as a keeper would; and an entry with something of everything."""

from __future__ import annotations

from datetime import date

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, setting_up
from teamaround.directory import services
from teamaround.directory.models import Staged
from teamaround.directory.rules.feeds.standing import Standing
from teamaround.directory.services import SourceWish

from .feed_server import entry, outward, serving


class Taker:
    """Takes a source in, as a keeper would, and tells what came of it."""

    def __init__(self, world):
        self.world = world
        with acting(setting_up(), now=world.now) as by:
            self.source = services.add_source(
                wish=SourceWish("Brook County", "http://feed.example", licence="OGL 3.0"),
                by=by,
                now=world.now,
            )
            services.allow(source_id=self.source.pk, address="http://feed.example", by=by, now=world.now)

    def as_keeper(self):
        return acting(setting_up(), now=self.world.now)

    def take(self, feed, **limits):
        with serving(feed) as address:
            return self.take_from(address, **limits)

    def take_from(self, address, **limits):
        with self.as_keeper() as by:
            begun = services.begin(source_id=self.source.pk, by=by, now=self.world.now)
        return services.run(taking_id=begun.pk, by=by, outward=outward(address, **limits))

    def decide(self, what, name="Choir", **more):
        with self.as_keeper() as by:
            return what(staged_id=self.staged(name).pk, by=by, now=self.world.now, **more)

    def all_stand(self, state=Standing.NEW):
        with self.as_keeper() as by:
            return services.let_all_stand(source_id=self.source.pk, state=state, by=by, now=self.world.now)

    def staged(self, name="Choir"):
        with self.as_keeper():
            return Staged.objects.select_related("service").get(name=name)

    def states(self):
        with self.as_keeper():
            return dict(Staged.objects.values_list("name", "state"))


def whole_entry(name="Choir", **more):
    """An entry with something of everything."""
    told = {
        "eligibility_description": "Anybody who likes to sing.", "minimum_age": 7, "maximum_age": "16",
        "url": "https://brook.example/choir", "email": "choir@brook.example", "fees": "Free",
        "assured_date": "2026-01-05", "last_modified": "2026-01-06T10:00:00Z",
        "schedules": [{"id": "s", "byday": "MO,2TH", "opens_at": "17:00:00", "closes_at": "18:00", "freq": "WEEKLY"}],
        "service_areas": [{"id": "a", "name": "Brook"}],
        "languages": [{"id": "l", "name": "Welsh", "code": "cy"}, {"id": "l2"}],
        "cost_options": [{"id": "c", "amount": 0, "option": "Everybody"}],
        "contacts": [{"id": "k", "name": "Una Vale", "title": "Leader", "phones": [{"id": "p", "number": "01632 960777"}]}],
        "attributes": [{"id": "t", "taxonomy_term": {"id": "tt", "name": "Sport", "description": "x"}}],
        "service_at_locations": [
            {
                "id": "at",
                "location": {
                    "id": "hall", "location_type": "physical", "name": "Brook Hall", "latitude": 54.05,
                    "longitude": 2.05,
                    "addresses": [
                        {
                            "id": "ad", "address_1": "2 Mill Lane", "city": "Brook", "state_province": "Ashbyshire",
                            "postal_code": "zy12ab", "country": "GB", "address_type": "physical",
                        }
                    ],
                    "accessibility": [{"id": "x", "description": "A ramp."}],
                },
            }
        ],
    }  # fmt: skip
    return entry(name, **{**told, **more})


def may_keep(world):
    """Gil North keeps the directory."""
    with acting(setting_up(), now=world.now) as by:
        accounts.grant(
            account_id=world.account["governance"].pk, duty=Duty.KEEP_DIRECTORY, starts_on=date(2020, 1, 1), by=by,
            now=world.now,
        )  # fmt: skip
