// Wide tables of the staff site scroll inside their box. A box that does so can be reached and moved with the keyboard.
const BOXES = '.results, .tabular, .table-scroll, .inline-group, .readonly pre, .daily, #changelist-filter ul'

function mark(box) {
  const scrolls = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight
  if (scrolls) box.tabIndex = 0
  else box.removeAttribute('tabindex')
}

const watcher = new ResizeObserver(seen => seen.forEach(each => mark(each.target)))
document.querySelectorAll(BOXES).forEach(box => watcher.observe(box))

const tree = document.querySelector('[data-tree-order]')
if (tree) import('./staff/tree_order.js').then(({ default: start }) => start(tree))
