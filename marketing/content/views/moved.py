"""Where an address of before leads: to the new one, or to the words that it is gone."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from commerce.kernel.views import problem

from ..domain import redirects
from ..models import Redirect
from ..queries.redirects import find

# Browsers would keep a 301 for ever, and staff could not mend it.
HOUR = 3_600


def moved(request: HttpRequest) -> HttpResponse | None:
    """The answer of the redirect of this address, when there is one; counts its use."""
    query = request.META.get("QUERY_STRING", "")
    found = find(request.path_info, query)
    if found is None:
        return None
    redirects.count(redirect=found)
    if not found.new_path:
        return problem(request, status=410, code="gone", message=_("What stood here is gone for good."))
    kind = HttpResponseRedirect if found.is_temporary else HttpResponsePermanentRedirect
    response = kind(with_query(found, query))
    patch_cache_control(response, max_age=HOUR)
    return response


def with_query(redirect: Redirect, query: str) -> str:
    """The rest of the address goes along, unless it was part of what was known or the new one has its own."""
    is_spoken_for = "?" in redirect.old_path or "?" in redirect.new_path or "#" in redirect.new_path
    return f"{redirect.new_path}?{query}" if query and not is_spoken_for else redirect.new_path
