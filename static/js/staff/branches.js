// A tree in the rows of a table. A row says its depth and its parent; its branch is the row and what follows deeper.
const said = (row) => row.querySelector("[data-depth]")?.dataset;

export const rowsOf = (body) => [...body.rows].filter(said);
export const nameOf = (row) => row.querySelector("[data-depth]").textContent;
export const field = (row) => row.querySelector(".field-position input");

export function siblings(row) {
  return rowsOf(row.parentElement).filter((each) => said(each).parent === said(row).parent);
}

export const place = (row) => siblings(row).indexOf(row);
export const neighbour = (row, by) => siblings(row)[place(row) + by];

export function branch(row) {
  const rows = rowsOf(row.parentElement);
  const below = rows.slice(rows.indexOf(row) + 1);
  const end = below.findIndex((each) => Number(said(each).depth) <= Number(said(row).depth));
  return [row, ...(end < 0 ? below : below.slice(0, end))];
}

// One place up (-1) or down (1). The neighbour's branch is what moves: a row taken out of the page loses the focus
// and the pointer.
export function step(row, by) {
  const other = neighbour(row, by);
  if (!other) return false;
  if (by < 0) branch(row).at(-1).after(...branch(other));
  else row.before(...branch(other));
  return true;
}

export function moveTo(row, target) {
  while (place(row) !== target) step(row, Math.sign(target - place(row)));
}

export function number(row) {
  siblings(row).forEach((each, at) => { field(each).value = at; });
}
