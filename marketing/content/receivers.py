"""What happens to redirects when something moves."""

from commerce.jobs.domain.registry import listen

listen("catalog.category_moved", task="content.follow_category")
listen("sellers.stall_moved", task="content.follow_stall")
