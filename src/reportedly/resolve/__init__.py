"""Names become entities, reports become copies and matters, claims become stories.

In: reports with their claims. Out: profiles, families of copies, matters, stories.
What a newcomer would get wrong: every function here is pure and knows only what it is given; run.resolving finds out
which reports have to be looked at again when one is added.
"""

from reportedly.resolve.clusters import components
from reportedly.resolve.judged import judged
from reportedly.resolve.known import Known, shipped
from reportedly.resolve.profile import Profile
from reportedly.resolve.sayings import Told
from reportedly.resolve.stories import Member

__all__ = ["Known", "Member", "Profile", "Told", "components", "judged", "shipped"]
