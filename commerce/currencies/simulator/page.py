"""One plain page for people: what it knows, what it was asked, and forms that change it."""

from __future__ import annotations

from html import escape

from commerce.currencies.simulator.table import ACTIONS, Table

STYLE = (
    "body{font:16px/1.5 system-ui;max-width:44rem;margin:1rem auto;padding:0 1rem}td,th{padding:.2rem 1rem .2rem 0;"
    "text-align:left}form{margin:.5rem 0}input,select,button{font:inherit;padding:.3rem .5rem;max-width:9rem}"
)


def page(table: Table) -> str:
    state = table.state()
    rates = "".join(f"<tr><th>USD/{escape(c)}<td>{escape(r)}" for c, r in table.rates.items())
    waiting = ", ".join(f"{fault.action} ({fault.count} times)" for fault in table.faults) or "none"
    asked = "".join(f"<li>{escape(str(one['source']))} {escape(str(one['asked']))}" for one in table.requests)
    actions = "".join(f"<option>{action}" for action in ACTIONS)
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Rates stand-in</title><style>{STYLE}</style><h1>Stand-in for sources of exchange rates</h1>
<p>No real rates. Dated {escape(str(state["date"]))}. Faults that wait: {escape(waiting)}.</p><table>{rates}</table>
<form method="post" action="/_control/rates"><input name="code" placeholder="GYD" aria-label="currency" required>
<input name="rate" placeholder="230.00" aria-label="rate" required> <button>Set the rate</button></form>
<form method="post" action="/_control/date"><input name="date" type="date" aria-label="date">
<button>Set the date</button></form>
<form method="post" action="/_control/faults"><select name="action" aria-label="fault">{actions}</select>
<input name="status" value="500" aria-label="status"> <input name="count" value="1" aria-label="how often">
<button>Let it go wrong</button></form>
<form method="post" action="/_control/reset"><button>As at the start</button></form>
<h2>Asked</h2><ol>{asked}</ol></html>"""
