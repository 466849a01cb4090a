// An option changes the offer in its place; its link leads to the whole page where there are no scripts. In a quick look
// the address stays that of the list.
export default function options(root) {
  for (const link of root.querySelectorAll("a")) link.setAttribute("hx-get", link.getAttribute("href").split("#")[0]);
  if (root.closest("dialog")) root.removeAttribute("hx-push-url");
  window.htmx?.process(root);
}
