"""When a version of an assignment was decided on: of two versions the latest by date and time stands (IV013)."""

from datetime import datetime, timedelta, tzinfo

SECONDE = timedelta(seconds=1)


def volgend_moment(vorige: datetime | None, nu: datetime, zone: tzinfo) -> datetime:
    """The moment of a new version: now, in whole seconds, and always later by the clock on the wall than the version
    before it.

    A WMO301 tells date and time without a time zone: two changes in one second, or one in the hour that comes twice
    when the clock goes back, would read as equal or in the wrong order. Such a change gets the next second on the wall.
    """
    nu = nu.replace(microsecond=0)
    if vorige is None:
        return nu
    wand, vorige_wand = _wand(nu, zone), _wand(vorige, zone)
    if wand > vorige_wand:
        return nu
    # The second time round: the wall shows this later than the version before, whichever hour that was in.
    return (vorige_wand + SECONDE).replace(tzinfo=zone, fold=1).astimezone(nu.tzinfo)


def _wand(moment: datetime, zone: tzinfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None, microsecond=0, fold=0)
