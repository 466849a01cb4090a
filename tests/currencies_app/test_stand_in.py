"""The stand-in's own commands and page: a person changes it in a browser, a test by JSON."""

import requests

from tests.factories.rates import StandIn


def test_a_form_of_the_page_sets_a_rate_and_leads_back(stand_in: StandIn) -> None:
    answer = requests.post(f"{stand_in.url}/_control/rates", data={"code": "GYD", "rate": "230.5"}, timeout=5)
    assert (answer.status_code, [step.status_code for step in answer.history]) == (200, [303])
    assert "<th>USD/GYD<td>230.5" in answer.text


def test_json_is_known_by_its_bracket_as_curl_sends_it(stand_in: StandIn) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = requests.post(f"{stand_in.url}/_control/rates", data='{"GYD": "231"}', headers=kind, timeout=5)
    assert answer.json()["rates"]["GYD"] == "231"


def test_a_fault_of_the_page_waits_and_is_told(stand_in: StandIn) -> None:
    form = {"action": "status", "status": "429", "count": "2"}
    assert (
        "Faults that wait: status (2 times)"
        in requests.post(f"{stand_in.url}/_control/faults", data=form, timeout=5).text
    )
    asked = f"{stand_in.url}/rates?base=usd&quotes=gyd"
    assert [requests.get(asked, timeout=5).status_code for _time in range(3)] == [429, 429, 200]


def test_nonsense_is_refused_and_changes_nothing(stand_in: StandIn) -> None:
    before = requests.get(f"{stand_in.url}/_control/state", timeout=5).json()
    wrong = [
        ("faults", {"action": "explode"}),
        ("rates", {"gyd": 1}),
        ("rates", {"GYD": "1<b>"}),
        ("date", {"date": "x"}),
    ]
    for command, values in [*wrong, ("nothing", {})]:
        assert requests.post(f"{stand_in.url}/_control/{command}", json=values, timeout=5).status_code == 400
    assert requests.get(f"{stand_in.url}/_control/state", timeout=5).json() == before


def test_it_keeps_no_key(stand_in: StandIn) -> None:
    requests.get(f"{stand_in.url}/api/latest.json?app_id={'a-key-of-the-test'}", timeout=5)
    requests.get(f"{stand_in.url}/live?access_key={'a-key-of-the-test'}", timeout=5)
    assert [one["asked"] for one in stand_in.asked()] == [{"access_key": "…"}, {"app_id": "…"}]
