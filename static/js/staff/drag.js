// One drag of a row among its siblings. What hangs below them is folded away meanwhile, so that the way is short.
import { branch, moveTo, neighbour, place, siblings, step } from "./branches.js";

const SLACK = 4; // pixels; less is a press
const EDGE = 80; // pixels from the top or bottom of the window where the page moves along
const FASTEST = 16; // pixels a frame

const box = (row) => row.getBoundingClientRect();

export class Drag {
  constructor(row, y) {
    Object.assign(this, { row, y, from: y, start: place(row), lifted: false, results: row.closest(".results") });
  }

  get hasMoved() { return place(this.row) !== this.start; }

  to(y) {
    this.y = y;
    if (!this.lifted && Math.abs(y - this.from) > SLACK) this.lift();
    if (this.lifted) this.follow();
  }

  lift() {
    this.lifted = true;
    this.fold();
    this.grip = this.from - box(this.row).top;
    this.row.classList.add("tree-dragged");
    document.documentElement.classList.add("tree-dragging");
    this.glide();
  }

  // The room of the folded rows stays, so that the row stays under the finger and the page keeps its length.
  fold() {
    const [top, height] = [box(this.row).top, this.results.offsetHeight];
    this.folded = siblings(this.row).flatMap((each) => branch(each).slice(1));
    for (const each of this.folded) each.hidden = true;
    const above = Math.max(top - box(this.row).top, 0);
    const below = Math.max(height - this.results.offsetHeight - above, 0);
    this.results.style.paddingBlock = `${above}px ${below}px`;
  }

  unfold() {
    const { top } = box(this.row);
    for (const each of this.folded) each.hidden = false;
    this.results.style.paddingBlock = "";
    window.scrollBy({ top: box(this.row).top - top, behavior: "instant" });
  }

  follow() {
    const { row } = this;
    row.style.transform = "";
    while (this.isPast(-1)) step(row, -1);
    while (this.isPast(1)) step(row, 1);
    const all = siblings(row);
    const [first, last] = [box(all[0]).top, box(all.at(-1)).bottom - row.offsetHeight];
    const top = Math.min(Math.max(this.y - this.grip, first), last);
    row.style.transform = `translateY(${top - box(row).top}px)`;
  }

  isPast(by) {
    const other = neighbour(this.row, by);
    if (!other) return false;
    const middle = box(other).top + other.offsetHeight / 2;
    const top = this.y - this.grip;
    return by < 0 ? top < middle : top + this.row.offsetHeight > middle;
  }

  // Pixels a frame, while there is a sibling out of sight on that side.
  get pull() {
    const all = siblings(this.row);
    const [above, below] = [EDGE - this.y, this.y - (window.innerHeight - EDGE)];
    if (above > 0 && box(all[0]).top < EDGE) return -Math.min(above / 4, FASTEST);
    if (below > 0 && box(all.at(-1)).bottom > window.innerHeight - EDGE) return Math.min(below / 4, FASTEST);
    return 0;
  }

  glide() {
    if (!this.lifted) return;
    const { pull } = this;
    if (pull) {
      window.scrollBy({ top: pull, behavior: "instant" });
      this.follow();
    }
    requestAnimationFrame(() => this.glide());
  }

  drop(isKept) {
    if (!this.lifted) return;
    this.lifted = false;
    this.row.style.transform = "";
    this.row.classList.remove("tree-dragged");
    document.documentElement.classList.remove("tree-dragging");
    if (!isKept) moveTo(this.row, this.start);
    this.unfold();
  }
}
