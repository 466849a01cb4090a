"""Entries for what was paid and refunded before there was a ledger, as `payments.domain.entries` writes them today.

An attempt whose amount differed from what was asked for is left out: what came in was not written down then.
"""

from django.db import migrations

# One row a leg. Shares of that time have no tax of their own.
LEGS = """
CREATE TEMP TABLE old_leg ON COMMIT DROP AS
WITH came AS (
  SELECT a.*, p.captured_at, 'capture:' || a.public_id AS key FROM payments_paymentattempt a
    JOIN payments_payment p ON p.id = a.payment_id WHERE a.state IN ('captured', 'surplus')
), back AS (
  SELECT r.*, a.provider, p.public_id AS payment_public_id, 'refund:' || r.public_id || ':' AS key
    FROM payments_refund r JOIN payments_paymentattempt a ON a.id = r.attempt_id
    JOIN payments_payment p ON p.id = r.payment_id
), given AS (
  SELECT r.id, CASE s.kind WHEN 'commission' THEN 'commission' ELSE 'pending' END AS code, s.party AS owner,
         s.amount_minor FROM payments_refundshare s JOIN back r ON r.id = s.refund_id
  UNION ALL
  SELECT r.id, 'suspense', r.payment_public_id, r.amount_minor FROM back r
   WHERE NOT EXISTS (SELECT FROM payments_refundshare s WHERE s.refund_id = r.id)
), leg AS (
  SELECT key, 'capture' AS kind, payment_id, public_id AS subject, captured_at AS at, currency, 'provider' AS code,
         provider AS owner, amount_minor AS minor FROM came
  UNION ALL
  SELECT c.key, 'capture', c.payment_id, c.public_id, c.captured_at, c.currency,
         CASE s.kind WHEN 'commission' THEN 'commission' ELSE 'pending' END, s.party, -s.amount_minor
    FROM came c JOIN payments_paymentshare s ON s.payment_id = c.payment_id WHERE c.state = 'captured'
  UNION ALL
  SELECT c.key, 'capture', c.payment_id, c.public_id, c.captured_at, c.currency, 'suspense', p.public_id,
         -c.amount_minor FROM came c JOIN payments_payment p ON p.id = c.payment_id WHERE c.state = 'surplus'
  UNION ALL
  SELECT 'fee:' || public_id, 'fee', payment_id, public_id, captured_at, currency, side.code, provider,
         side.sign * fee_minor FROM came, (VALUES ('fees', 1), ('provider', -1)) AS side(code, sign)
  UNION ALL
  SELECT r.key || 'begun', 'refund_begun', r.payment_id, r.public_id, r.created_at, r.currency, g.code, g.owner,
         g.amount_minor FROM back r JOIN given g ON g.id = r.id
  UNION ALL
  SELECT key || 'begun', 'refund_begun', payment_id, public_id, created_at, currency, 'refunds', provider,
         -amount_minor FROM back
  UNION ALL
  SELECT key || 'done', 'refund_done', payment_id, public_id, ended_at, currency, side.code, provider,
         side.sign * amount_minor FROM back, (VALUES ('refunds', 1), ('provider', -1)) AS side(code, sign)
   WHERE state = 'done'
  UNION ALL
  SELECT r.key || 'failed', 'refund_failed', r.payment_id, r.public_id, r.ended_at, r.currency, g.code, g.owner,
         -g.amount_minor FROM back r JOIN given g ON g.id = r.id WHERE r.state = 'failed'
  UNION ALL
  SELECT key || 'failed', 'refund_failed', payment_id, public_id, ended_at, currency, 'refunds', provider,
         amount_minor FROM back WHERE state = 'failed'
)
SELECT key, kind, payment_id, subject, coalesce(min(at), clock_timestamp()) AS at, currency, code, owner,
       sum(minor)::bigint AS minor
  FROM leg WHERE NOT EXISTS (SELECT FROM payments_journal j WHERE j.key = leg.key)
 GROUP BY key, kind, payment_id, subject, currency, code, owner HAVING sum(minor) <> 0
"""
ACCOUNTS = """
INSERT INTO payments_account (code, owner, currency, sign, has_floor)
SELECT DISTINCT code, owner, currency, CASE WHEN code IN ('provider', 'fees') THEN 1 ELSE -1 END, false FROM old_leg
ON CONFLICT (code, owner, currency) DO NOTHING
"""
ENTRIES = """
INSERT INTO payments_journal (key, kind, payment_id, subject, memo, actor, legs, at)
SELECT key, kind, payment_id, subject, 'from before the ledger', 'shop', count(*), min(at) FROM old_leg
 GROUP BY key, kind, payment_id, subject ORDER BY min(at), key
"""
POSTINGS = """
INSERT INTO payments_posting (journal_id, account_id, minor)
SELECT j.id, a.id, l.minor FROM old_leg l JOIN payments_journal j ON j.key = l.key
  JOIN payments_account a ON a.code = l.code AND a.owner = l.owner AND a.currency = l.currency
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0004_entries_without_digest")]

    operations = [migrations.RunSQL([LEGS, ACCOUNTS, ENTRIES, POSTINGS], migrations.RunSQL.noop)]
