// The phone's own way to share where there is one; else the menu, with a way to copy the address.
export default function share(menu) {
  const address = menu.dataset.address;
  if (navigator.share) {
    menu.querySelector("summary").addEventListener("click", (event) => {
      event.preventDefault();
      navigator.share({ title: document.title, url: address }).catch(() => {});
    });
    return;
  }
  const copy = menu.querySelector("[data-copy]");
  if (navigator.clipboard) copy.parentElement.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(address);
    copy.lastElementChild.textContent = copy.dataset.done;
  });
}
