"""Order, running means and labels of the MovieLens requests."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "resources" / "movielens"))

from rating_requests import PRIOR_RATINGS, Rating, chronological_requests  # noqa: E402


class ChronologicalRequestsTest(unittest.TestCase):
    def test_orders_by_time_and_keeps_the_order_within_a_second(self):
        ratings = [Rating(1, 10, 3, 200), Rating(2, 20, 3, 100), Rating(3, 30, 3, 200), Rating(4, 40, 3, 100)]
        self.assertEqual([request.user_id for request in chronological_requests(ratings)], [2, 4, 1, 3])

    def test_first_request_of_a_user_and_an_item_has_the_global_mean(self):
        first = next(chronological_requests([Rating(1, 10, 2, 1), Rating(2, 20, 5, 2)]))
        self.assertEqual((first.user_feature, first.item_feature), (3.5, 3.5))

    def test_features_hold_what_was_known_before_the_request_only(self):
        ratings = [Rating(1, 10, 5, 1), Rating(1, 20, 1, 2), Rating(2, 10, 3, 3), Rating(1, 10, 3, 4)]
        requests = list(chronological_requests(ratings))
        prior = PRIOR_RATINGS * 3.0
        self.assertAlmostEqual(requests[1].user_feature, (prior + 5) / (PRIOR_RATINGS + 1))
        self.assertAlmostEqual(requests[1].item_feature, 3.0)
        self.assertAlmostEqual(requests[2].item_feature, (prior + 5) / (PRIOR_RATINGS + 1))
        self.assertAlmostEqual(requests[3].user_feature, (prior + 5 + 1) / (PRIOR_RATINGS + 2))
        self.assertAlmostEqual(requests[3].item_feature, (prior + 5 + 3) / (PRIOR_RATINGS + 2))

    def test_label_says_whether_the_rating_is_four_or_more(self):
        ratings = [Rating(1, 1, rating, second) for second, rating in enumerate((0.5, 3.5, 4.0, 5.0))]
        self.assertEqual([request.label for request in chronological_requests(ratings)], [0, 0, 1, 1])

    def test_nothing_in_nothing_out(self):
        self.assertEqual(list(chronological_requests([])), [])


if __name__ == "__main__":
    unittest.main()
