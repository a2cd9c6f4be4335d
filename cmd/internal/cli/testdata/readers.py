"""Reads exported files with other programs' libraries and compares what they
find with the JSON export. The folder is the first argument."""

import json
import sys

import icalendar
import vobject

folder = sys.argv[1]


def read(name):
    with open(f"{folder}/{name}", newline="", encoding="utf-8") as f:
        return f.read()


notes = json.loads(read("all.json"))["notes"]
people = {n["name"]: n["fields"] for n in notes if n["kind"] == "contact"}
events = {n["name"]: n["fields"] for n in notes if n["kind"] == "event"}

for name in ("4.vcf", "3.vcf"):
    seen = set()
    for card in vobject.readComponents(read(name)):
        fields = people[card.fn.value]
        seen.add(card.fn.value)

        def all_of(prop):
            return [c.value for c in card.contents.get(prop, [])]

        assert all_of("email") == fields.get("email", []), card.fn.value
        assert all_of("tel") == fields.get("phone", []), card.fn.value
        assert all_of("title") == fields.get("role", [])[:1], card.fn.value
        plain = [o.replace("[[", "").replace("]]", "") for o in fields.get("org", [])]
        assert [o[0] for o in all_of("org")] == plain, (card.fn.value, all_of("org"), plain)
        assert bool(all_of("bday")) == ("birthday" in fields), card.fn.value
        assert (card.n.value.given + " " + card.n.value.family).strip() == card.fn.value
        if name == "3.vcf":
            card.validate()
    assert seen == set(people), set(people) - seen

calendar = icalendar.Calendar.from_ical(read("all.ics"))
uids, shown = [], set()
for entry in calendar.walk("VEVENT"):
    assert not entry.errors, entry.errors
    uids.append(str(entry["UID"]))
    shown.add(str(entry["SUMMARY"]))
    start, end = entry["DTSTART"].dt, entry["DTEND"].dt
    assert start < end and not hasattr(start, "hour"), entry
    fields = events.get(str(entry["SUMMARY"]))
    if fields and "start" in fields:
        assert fields["start"][0].startswith(str(start)), entry
        assert str(entry.get("LOCATION", "")) == fields.get("place", [""])[0].replace("[[", "").replace("]]", ""), entry
assert len(uids) == len(set(uids)) > 20
assert set(events) & shown and "Bo Lindqvist: birthday" in shown
