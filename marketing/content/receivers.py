"""What happens to redirects when something moves."""

from commerce.jobs.domain.registry import listen

listen("catalog.category_moved", task="content.follow_category")
listen("catalog.collection_moved", task="content.follow_collection")
listen("sellers.stall_moved", task="content.follow_stall")
