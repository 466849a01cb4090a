// Inside the frame: keeps the card fields, pays when the shop's page asks, tells its height.
(function () {
  "use strict";
  const form = document.getElementById("card-form");
  const problem = document.getElementById("problem");

  function tell(message) { window.parent.postMessage(message, "*"); }
  function tellHeight() { tell({ height: document.documentElement.scrollHeight }); }

  async function confirm(request) {
    const card = Object.fromEntries(new FormData(form));
    const answer = await fetch("/js/confirm", { method: "POST", body: JSON.stringify({ ...card, ...request }) });
    return answer.json();
  }

  window.addEventListener("message", async (event) => {
    if (event.source !== window.parent || !event.data.client_secret) return;
    const { id, ...request } = event.data;
    let result;
    try {
      result = await confirm(request);
    } catch (failure) {
      result = { error: { type: "api_connection_error", message: "The network did not answer." } };
    }
    problem.hidden = !result.error;
    problem.textContent = result.error ? result.error.message : "";
    tellHeight();
    tell({ id, result });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => tell({ event: "change", detail: { complete: true, empty: false } }));
  document.querySelector("details").addEventListener("toggle", tellHeight);
  new ResizeObserver(tellHeight).observe(form);
  tellHeight();
  tell({ event: "ready", detail: {} });
})();
