"""One person whom the book has twice: a member, and again as head of the village's Front work, by name and year only."""

from soxa.kernel.models import Entry, Unit
from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER
from soxa.org.models import Office, Person
from soxa.party.models import Membership
from soxa.samples.commune.plan import MERGER
from soxa.samples.commune.standing import BEN_DA

TITLE = "Trưởng Ban công tác Mặt trận thôn Bến Đá"


def write_double(units: dict[str, Unit]) -> None:
    """Write the second record of the last member of Bến Đá, in order of name, who holds no office."""
    rows = Membership.objects.home().filter(unit=units[BEN_DA], until=FOREVER, member__person__offices=None)
    first = rows.select_related("member__person").order_by("-name_key")[0].member.person
    entry = Entry.objects.filter(flow="samples", step="people").latest("pk")
    again = Person.named(first.full_name, sex=first.sex, born=PartialDate(first.born.year), entry=entry)
    again.save(force_insert=True)
    Office.objects.create(
        person=again, unit=units["99901"], title=TITLE, way=Office.ELECTED, rank=90, since=MERGER, entry=entry
    )
