"""What the shop's operator decides: limits, times, providers. Defaults are those of the specification."""

from email.utils import parseaddr

from django.core.exceptions import ImproperlyConfigured

from commerce.kernel.money import KNOWN

from .base import ENV

SHOP_NAME = ENV["SHOP_NAME"]
SHOP_CONTACT = ENV["SHOP_CONTACT"] or parseaddr(ENV["EMAIL_FROM"])[1]
SHOP_COUNTRY = ENV["SHOP_COUNTRY"]
SHOP_CURRENCY = ENV["SHOP_CURRENCY"]
MAILBOX_URL = ENV["MAILBOX_URL"]

HOLD_MINUTES = ENV["SHOP_HOLD_MINUTES"]  # stock hold and price lock of a checkout
HOLD_PAYMENT_MINUTES = 10  # at least this long from the moment payment begins
HOLD_MAX_MINUTES = 60  # an active shopper cannot hold goods for longer than this
CART_DAYS = 30
CART_LINE_LIMIT = 100
WISH_LISTS_LIMIT, WISHES_LIMIT, WISHES_WAITING = 20, 200, 20  # lists, things on one, presses before sign-in
LINE_QUANTITY_LIMIT = 999

# Parcels beyond these need a quote (pounds and inches of the carriers, kept in grams and millimetres).
PIECE_MAX_GRAMS = 90_718  # 200 lb
PARCEL_MAX_GRAMS = 226_796  # 500 lb
SIDE_MAX_MM = 3_048  # 120 in
PIECES_MAX = 10
STANDARD_PIECE_GRAMS = 500  # what a piece of unknown weight counts as
PRODUCT_TEXT_MAX_BYTES = 1_000_000
IMAGE_MAX_BYTES = 10 * 1024 * 1024
DOWNLOAD_DAYS, DOWNLOAD_TIMES = 30, 10  # how long after paying, and how often, a bought file is handed out
DOWNLOAD_MAX_BYTES = 100 * 1024 * 1024  # a file of a digital product
IMAGE_MAX_PIXELS = 40_000_000
# Pictures of an import are fetched from public addresses; the embedded stack may fetch from its own machine.
PICTURES_FROM_LOOPBACK = ENV["STABROEK_EMBEDDED"]

REVIEW_EDIT_DAYS = 30  # an author may change a review for so long
REVIEW_INVITATION_DAYS = 5  # after the last parcel of an order is delivered
CLAMD_URL = ENV["CLAMD_URL"]

# Jobs. The lease is longer than the worst case of the work; a job that outlives it is taken over.
JOB_LEASE_SECONDS = {"order": 300, "payment": 300, "email": 60, "inventory": 300}
JOB_MAX_ATTEMPTS = 3
JOB_BACKOFF_SECONDS = 5
JOB_KEEP_DAYS = 4
JOB_PUMP_SECONDS = ENV["STABROEK_PUMP_SECONDS"]
REQUEST_KEY_HOURS = 24

CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False  # a lost knock is repeated by the pump; the job row is the truth
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_DEFAULT_QUEUE = "order"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
    "health_check_interval": 10,
}

RATES_SOURCE = ENV["RATES_SOURCE"]
RATES_URL = ENV["RATES_URL"]
RATES_KEY = ENV["RATES_KEY"]
RATES_TIMEOUT_SECONDS = 10  # between two pieces of an answer
RATE_PAIRS = ENV["RATE_PAIRS"]
RATE_MAX_HOURS = ENV["RATE_MAX_HOURS"]
RATE_JUMP_PERCENT = ENV["RATE_JUMP_PERCENT"]
RATE_DATE_DAYS = 7  # a fetched rate may be dated so long ago: central banks rest on weekends and feasts
if strange := {code for pair in RATE_PAIRS for code in pair} - KNOWN:
    raise ImproperlyConfigured(f"RATE_PAIRS names currencies that the shop does not know: {', '.join(sorted(strange))}")

PAYMENT_STARTS_PER_MINUTE = 10
SHOP_MONEY_PROOF = ENV["SHOP_MONEY_PROOF"]
COD_CONFIRM_HOURS = ENV["COD_CONFIRM_HOURS"]
COD_CALL_SCORE = ENV["COD_CALL_SCORE"]
COD_REFUSE_SCORE = ENV["COD_REFUSE_SCORE"]
COD_CALL_FROM = ENV["COD_CALL_FROM"]
BANK_TRANSFER_HOURS = ENV["BANK_TRANSFER_HOURS"]
STRIPE_SECRET_KEY = ENV["STRIPE_SECRET_KEY"]
STRIPE_PUBLISHABLE_KEY = ENV["STRIPE_PUBLISHABLE_KEY"]
STRIPE_WEBHOOK_SECRET = ENV["STRIPE_WEBHOOK_SECRET"]
STRIPE_API_BASE = ENV["STRIPE_API_BASE"]
STRIPE_JS_URL = ENV["STRIPE_JS_URL"]
STRIPE_FORM = ENV["STRIPE_FORM"]
PAYPAL_CLIENT_ID = ENV["PAYPAL_CLIENT_ID"]
PAYPAL_CLIENT_SECRET = ENV["PAYPAL_CLIENT_SECRET"]
PAYPAL_WEBHOOK_ID = ENV["PAYPAL_WEBHOOK_ID"]
PAYPAL_MERCHANT_ID = ENV["PAYPAL_MERCHANT_ID"]
PAYPAL_API_BASE = ENV["PAYPAL_API_BASE"]
PAYPAL_CA_FILE = ENV["PAYPAL_CA_FILE"]
MMG_MERCHANT_ID = ENV["MMG_MERCHANT_ID"]
MMG_SECRET_KEY = ENV["MMG_SECRET_KEY"]
MMG_CLIENT_ID = ENV["MMG_CLIENT_ID"]
MMG_PUBLIC_KEY = ENV["MMG_PUBLIC_KEY"]
MMG_PRIVATE_KEY = ENV["MMG_PRIVATE_KEY"]
MMG_PAGE_URL = ENV["MMG_PAGE_URL"]
MMG_API_URL = ENV["MMG_API_URL"]
MMG_API_KEY = ENV["MMG_API_KEY"]
MMG_PASSWORD = ENV["MMG_PASSWORD"]
MMG_WSS_KEY = ENV["MMG_WSS_KEY"]
MMG_WSS_SECRET = ENV["MMG_WSS_SECRET"]
MMG_LIMITS = tuple(int(dollars) for dollars in ENV["MMG_LIMITS"].split("-"))  # no public source: MMG's contract says
MMG_WINDOW = ENV["MMG_WINDOW"]
MMG_CLOSED_DAYS = ENV["MMG_CLOSED_DAYS"]
MMG_HOLIDAYS = ENV["MMG_HOLIDAYS"]

TRACE = ENV["STABROEK_TRACE"]
SLOW_STATEMENT_MS = 50  # a statement that takes longer on average is flagged
