// Categories are put in order by a handle at each row: dragged, or moved with the arrow keys. The numbers of the
// siblings are written into their fields; the list's own Save stores them.
import { field, nameOf, number, place, rowsOf, siblings, step } from "./branches.js";
import { Drag } from "./drag.js";

const ARROWS = { ArrowUp: -1, ArrowDown: 1 };

function filled(words, row) {
  const values = { name: nameOf(row), place: place(row) + 1, count: siblings(row).length };
  return words.replace(/\{(\w+)\}/g, (_all, key) => values[key]);
}

class TreeOrder {
  constructor(root) {
    this.root = root;
    this.body = document.querySelector("#result_list tbody");
    this.says = root.querySelector("[data-says]");
    this.note = root.querySelector(".tree-unsaved");
  }

  start() {
    const [head, cell] = ["head", "cell"].map((name) => this.root.querySelector(`[data-${name}]`).content);
    document.querySelector("#result_list thead tr").prepend(head.cloneNode(true));
    for (const row of rowsOf(this.body)) {
      row.prepend(cell.cloneNode(true));
      this.bind(row, row.querySelector(".tree-handle"));
    }
    this.body.addEventListener("input", () => this.look());
    this.look();
  }

  bind(row, handle) {
    handle.setAttribute("aria-label", filled(this.root.dataset.move, row));
    if (siblings(row).length < 2) handle.disabled = true;
    handle.addEventListener("pointerdown", (event) => this.take(row, handle, event));
    handle.addEventListener("keydown", (event) => {
      if (!(event.key in ARROWS)) return;
      event.preventDefault();
      if (this.drag) return;
      this.tell(row, step(row, ARROWS[event.key]));
      handle.scrollIntoView({ block: "nearest" });
    });
  }

  take(row, handle, event) {
    if (event.button || !event.isPrimary || this.drag) return;
    this.drag = new Drag(row, event.clientY);
    handle.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);
    const listening = new AbortController();
    const on = (name, act) => handle.addEventListener(name, act, { signal: listening.signal });
    const end = (isKept) => {
      listening.abort();
      this.drag.drop(isKept);
      if (this.drag.hasMoved) this.tell(row, true);
      this.drag = null;
    };
    on("pointermove", ({ clientY }) => this.drag.to(clientY));
    on("pointerup", () => end(true));
    on("pointercancel", () => end(false));
    on("lostpointercapture", () => end(false));
    on("keydown", ({ key }) => { if (key === "Escape") end(false); });
  }

  tell(row, isMoved) {
    if (isMoved) number(row);
    this.says.textContent = filled(this.root.dataset[isMoved ? "told" : "stays"], row);
    this.look();
  }

  look() {
    this.note.hidden = rowsOf(this.body).every((row) => field(row).value === field(row).defaultValue);
  }
}

export default (root) => new TreeOrder(root).start();
