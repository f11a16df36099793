"""What the ledger keeps of the sites that are followed."""

from datetime import UTC, datetime, timedelta

from reportedly.model import SiteRules

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_robots_files_are_kept_replaced_and_given_up(ledger):
    old, new, ahead = (SiteRules(name, NOW + age) for name, age in ((b"old", -2 * DAY), (b"new", -DAY / 2), (b"", DAY)))
    ledger.following.keep_site_rules({"a": old, "b": new, "c": ahead}, NOW - 3 * DAY)
    assert ledger.following.site_rules(NOW - DAY, NOW) == {"b": new}
    assert ledger.following.site_rules(NOW - 3 * DAY, NOW) == {"a": old, "b": new}
    again = SiteRules(b"again", NOW)
    ledger.following.keep_site_rules({"b": again}, NOW - DAY)
    assert ledger.following.site_rules(NOW - 9 * DAY, NOW + 9 * DAY) == {"b": again, "c": ahead}
