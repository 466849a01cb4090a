// The provider's own fields inside our page: mounted here, filled in there. No card detail passes through our code.
export default function stripeElement(form) {
  const { key, secret, return: address } = form.dataset;
  const problem = form.querySelector("[data-problem]");
  const tell = (text) => {
    problem.textContent = text;
    problem.hidden = !text;
  };
  let stripe, elements;

  function mount() {
    if (!window.Stripe) return setTimeout(mount, 50);
    stripe = window.Stripe(key);
    elements = stripe.elements({ clientSecret: secret });
    elements.create("payment").mount(form.querySelector("[data-fields]"));
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!elements || form.dataset.sent) return;
    form.dataset.sent = "yes";
    tell("");
    const { error } = await stripe.confirmPayment({ elements, confirmParams: { return_url: address } });
    delete form.dataset.sent;
    if (error) tell(error.message);
  });
  mount();
}
