"""A seller and the people who work at the stall."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import PublicIdField, state_check

# The stall colours by number from 1, as static/css/tokens.css has them, for mails and paper.
STALL_HUES = (
    "#2563A0", "#B9770E", "#B02A5B", "#2A7A4B", "#6B3FA0", "#C0521C",
    "#0F7A80", "#7A4A26", "#3B3F9E", "#647A12", "#9A3A94", "#48596A",
)  # fmt: skip
STALL_COLOURS = len(STALL_HUES)


class SellerState(models.TextChoices):
    PENDING = "pending", _("waiting for approval")
    APPROVED = "approved", _("approved")
    SUSPENDED = "suspended", _("suspended")


class Seller(models.Model):
    """`tax_rate_bp` is the VAT contained in a registered seller's prices, in basis points; 0 when not registered.
    `commission_bp` is the market's share of the goods."""

    public_id = PublicIdField("sel")
    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    state = models.CharField(max_length=12, choices=SellerState.choices, default=SellerState.PENDING)
    stall_colour = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(STALL_COLOURS)]
    )
    about = models.TextField(blank=True)
    country = models.CharField(max_length=2)
    town = models.CharField(max_length=80)
    email = models.EmailField(max_length=255, blank=True)
    dispatch_days = models.PositiveSmallIntegerField(default=1)
    return_days = models.PositiveSmallIntegerField(default=14)
    answer_hours = models.PositiveSmallIntegerField(
        _("answers within hours"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 14)],
        help_text=_("How soon questions are answered, as a rule. Shoppers read it. Empty: nothing is said."),
    )
    tax_rate_bp = models.PositiveIntegerField(default=0)
    tax_number = models.CharField(max_length=40, blank=True)
    commission_bp = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            state_check(states=SellerState, name="seller_state_known"),
            models.CheckConstraint(
                condition=Q(stall_colour__gte=1, stall_colour__lte=STALL_COLOURS),
                name="seller_stall_colour_known",
            ),
            models.CheckConstraint(condition=Q(tax_rate_bp__lt=10_000, commission_bp__lt=10_000), name="seller_rates"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalog:seller", args=[self.slug])

    @property
    def stall_hue(self) -> str:
        """The stall's colour as #RRGGBB."""
        return STALL_HUES[self.stall_colour - 1]


class SellerMember(models.Model):
    """A person who may act for a seller. Roles beyond the owner come with the seller's own pages."""

    seller = models.ForeignKey(Seller, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=[("owner", _("owner")), ("staff", _("staff"))], default="owner")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seller", "user"], name="seller_member_once")]

    def __str__(self) -> str:
        return f"{self.user} at {self.seller}"
