"""Turns ratings into scoring requests as a live service would have seen them."""

from dataclasses import dataclass, field
from typing import Iterable, Iterator, NamedTuple

LIKED = 4.0  # A rating from here on means that the user liked the item.
PRIOR_RATINGS = 5  # How many ratings at the global mean every mean starts from.


class Rating(NamedTuple):
    user_id: int
    item_id: int
    rating: float
    timestamp: int


class Request(NamedTuple):
    user_id: int
    item_id: int
    user_feature: float
    item_feature: float
    label: int
    ts: int


@dataclass
class RunningMeans:
    """The mean rating of each key so far, drawn towards a prior while there are few."""

    prior: float
    sums: dict = field(default_factory=dict)

    def of(self, key: int) -> float:
        total, count = self.sums.get(key, (0.0, 0))
        return (total + PRIOR_RATINGS * self.prior) / (count + PRIOR_RATINGS)

    def add(self, key: int, rating: float) -> None:
        total, count = self.sums.get(key, (0.0, 0))
        self.sums[key] = (total + rating, count + 1)


def chronological_requests(ratings: Iterable[Rating]) -> Iterator[Request]:
    """One request per rating, oldest first; its features are the mean ratings of user and item before it.

    Ratings of the same second keep their order. Nothing of a request's own or a later rating enters its features, but for the
    global mean, one constant over all ratings.
    """
    ordered = sorted(ratings, key=lambda rating: rating.timestamp)
    if not ordered:
        return
    global_mean = sum(rating.rating for rating in ordered) / len(ordered)
    users, items = RunningMeans(global_mean), RunningMeans(global_mean)
    for rating in ordered:
        yield Request(
            user_id=rating.user_id,
            item_id=rating.item_id,
            user_feature=users.of(rating.user_id),
            item_feature=items.of(rating.item_id),
            label=int(rating.rating >= LIKED),
            ts=rating.timestamp,
        )
        users.add(rating.user_id, rating.rating)
        items.add(rating.item_id, rating.rating)
