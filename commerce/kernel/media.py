"""Pictures over HTTP where no file server stands in front. Their addresses name their content: cached for ever.

`<digest>/<width>` is one picture in two formats: AVIF for whoever says that it takes it, else WebP. `Vary: Accept`
tells caches on the way to keep them apart. `<digest>/<width>.webp` is that one file.
"""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django.views.static import serve

FOR_EVER = "public, max-age=31536000, immutable"
TYPES = {".avif": "image/avif", ".webp": "image/webp"}


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file below MEDIA_ROOT/pictures; nothing else there is reachable."""
    response = serve(request, f"pictures/{path}", document_root=settings.MEDIA_ROOT)
    response.headers["Cache-Control"] = FOR_EVER
    if response.status_code == 200:
        response.headers["Content-Type"] = TYPES[Path(path).suffix]
        response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def picture_of_width(request: HttpRequest, digest: str, width: str) -> HttpResponseBase:
    """The rendition of this width in the best format that the browser names; WebP of the nearest width otherwise."""
    folder = Path(settings.MEDIA_ROOT) / "pictures" / digest
    if takes_avif(request) and (folder / f"{width}.avif").is_file():
        name = f"{width}.avif"
    else:
        name = nearest_webp(folder, int(width))
    response = picture(request, f"{digest}/{name}")
    patch_vary_headers(response, ["Accept"])
    return response


def takes_avif(request: HttpRequest) -> bool:
    """Only who names it: `image/*` is also said by browsers that cannot show it."""
    return any((t.main_type, t.sub_type) == ("image", "avif") and t.quality > 0 for t in request.accepted_types)


def nearest_webp(folder: Path, width: int) -> str:
    """The narrowest WebP that is wide enough, else the widest. Raises Http404 when there is none."""
    widths = sorted(int(path.stem) for path in folder.glob("*.webp") if path.stem.isdigit())
    if not widths:
        raise Http404
    return f"{next((each for each in widths if each >= width), widths[-1])}.webp"
