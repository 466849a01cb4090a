"""What must be true of reviews: they are counted right, and written about things that arrived."""

from .invariant import Invariant

REVIEWS = [
    Invariant(
        "ratings_differ",
        "The stars and the number of reviews on a product's row are those of its published reviews.",
        """SELECT p.public_id FROM catalog_product p
             LEFT JOIN catalog_review r ON r.product_id = p.id AND r.state = 'published'
            GROUP BY p.id HAVING p.rating_sum <> coalesce(sum(r.stars), 0) OR p.review_count <> count(r.id)""",
    ),
    Invariant(
        "votes_differ",
        "As many people found a review helpful as it says.",
        """SELECT r.public_id FROM catalog_review r LEFT JOIN catalog_helpfulvote v ON v.review_id = r.id
            GROUP BY r.id HAVING r.helpful_count <> count(v.id)""",
    ),
    Invariant(
        "reviewed_before_arrival",
        "Every review that names an order's line is about a product of a parcel that arrived.",
        """SELECT r.public_id FROM catalog_review r LEFT JOIN orders_orderline l ON l.public_id = r.reference
             LEFT JOIN orders_sellerorder s ON s.id = l.part_id LEFT JOIN catalog_variant v ON v.id = l.variant_id
            WHERE r.reference IS NOT NULL
              AND (s.state IS DISTINCT FROM 'delivered' OR (v.id IS NOT NULL AND v.product_id <> r.product_id))""",
    ),
]
