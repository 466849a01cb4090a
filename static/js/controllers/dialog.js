// A dialog that closes by its button, by Escape and by a press beside it, and leaves nothing behind.
export function openDialog({ kind, label, close, content }) {
  const dialog = document.createElement("dialog");
  dialog.className = `dialog ${kind}`;
  dialog.setAttribute("aria-label", label);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "dialog-close";
  button.setAttribute("aria-label", close);
  const icons = document.querySelector("use[href*='/icons.']").getAttribute("href").split("#")[0];
  button.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${icons}#close"/></svg>`;
  button.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(button, content);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
