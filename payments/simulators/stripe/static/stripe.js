// Stripe.js stand-in: the card fields live in a frame of the simulator, never in the shop's page.
(function () {
  "use strict";
  const origin = new URL(document.currentScript.src).origin;
  let lastCall = 0;

  // Ask the frame to do something with the card it holds; the answer comes back as a message.
  function ask(frame, message) {
    const id = ++lastCall;
    return new Promise((resolve) => {
      function hear(event) {
        if (event.origin !== origin || event.source !== frame.contentWindow || event.data.id !== id) return;
        window.removeEventListener("message", hear);
        resolve(event.data.result);
      }
      window.addEventListener("message", hear);
      frame.contentWindow.postMessage({ ...message, id }, origin);
    });
  }

  function makeElement(type) {
    const listeners = {};
    const frame = document.createElement("iframe");
    frame.src = `${origin}/js/element`;
    frame.title = "Card details";
    frame.setAttribute("allow", "payment");
    Object.assign(frame.style, { width: "100%", height: "240px", border: "0", display: "block" });
    function tell(name, detail) {
      (listeners[name] || []).forEach((listener) => listener({ elementType: type, ...detail }));
    }
    window.addEventListener("message", (event) => {
      if (event.origin !== origin || event.source !== frame.contentWindow) return;
      if (event.data.height) frame.style.height = `${event.data.height}px`;
      if (event.data.event) tell(event.data.event, event.data.detail);
    });
    return {
      frame,
      mount(target) {
        const place = typeof target === "string" ? document.querySelector(target) : target;
        if (!place) throw new Error(`IntegrationError: no element matches ${target}`);
        place.replaceChildren(frame);
      },
      on(name, listener) { (listeners[name] = listeners[name] || []).push(listener); return this; },
      unmount() { frame.remove(); },
      destroy() { frame.remove(); },
      update() {},
      focus() { frame.focus(); },
    };
  }

  function makeElements(options) {
    if (options && options.paymentMethodTypes) {
      throw new Error("IntegrationError: paymentMethodTypes is no longer supported.");
    }
    const made = {};
    return {
      clientSecret: options && options.clientSecret,
      create(type) { return (made[type] = makeElement(type)); },
      getElement(type) { return made[type] || null; },
      submit() { return Promise.resolve({}); },
      update() {},
      frame() { const first = Object.values(made)[0]; return first && first.frame; },
    };
  }

  window.Stripe = function (key) {
    if (!key) throw new Error("IntegrationError: Please call Stripe() with your publishable key.");
    return {
      elements: makeElements,
      async confirmPayment({ elements, clientSecret, confirmParams, redirect }) {
        const frame = elements && elements.frame();
        if (!frame) throw new Error("IntegrationError: mount an element before confirming.");
        const secret = clientSecret || elements.clientSecret;
        const returnUrl = confirmParams && confirmParams.return_url;
        const result = await ask(frame, { key, client_secret: secret, return_url: returnUrl });
        if (result.error) return { error: result.error };
        if (result.redirect && (result.action || redirect !== "if_required")) {
          window.location.assign(result.redirect);
          return new Promise(() => {});
        }
        return { paymentIntent: result.paymentIntent };
      },
      async retrievePaymentIntent(clientSecret) {
        const answer = await fetch(`${origin}/js/retrieve`, {
          method: "POST",
          body: JSON.stringify({ key, client_secret: clientSecret }),
        });
        return answer.json();
      },
    };
  };
})();
