"""Whether a page fits: nothing wider than the window, no words cut off or over each other, all that is pressed large
enough."""

from playwright.sync_api import Page

# What WCAG 1.4.12 asks a page to bear. Put in so that the policy against inline styles is not offended.
SPACING = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`)
  document.adoptedStyleSheets = [sheet]
}"""
USUAL = "() => { document.adoptedStyleSheets = [] }"
# Shown for less than the whole on purpose: the link around or beside it leads to all of the words.
SHORTENED = ".card, .stall-card, .stall-chip, .order-row, .seller-box, .crumbs, .chip, .buy-bar"
# Lanes and boxes that scroll by themselves, and what floats above the page.
LANES = ".shelf-lane .cards, .gallery-strip, .account-nav, .list-bar > .chips, .filters, .table-scroll"
FLOATING = ".buy-bar, .cart-bar, .filter-bar, .toasts, .skip"
WORDS = """({shortened, lanes, floating}) => {
  const told = [], wide = document.documentElement.clientWidth, lines = []
  const beyond = document.documentElement.scrollWidth - wide
  if (beyond > 0) told.push(`the page is ${beyond} px wider than the window`)
  const name = each => `${each.tagName.toLowerCase()}.${each.className} "${each.textContent.trim().slice(0, 40)}"`
  const clips = (at, box) => {
    const style = getComputedStyle(at), room = at.getBoundingClientRect()
    return style.overflowX === 'hidden' && (box.right > room.right + 1.5 || box.left < room.left - 1.5)
      || style.overflowY === 'hidden' && box.bottom > room.bottom + 2.5
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const node = texts.currentNode, each = node.parentElement
    if (!node.textContent.trim() || each.closest('.unseen, [aria-hidden=true], noscript, option, script')) continue
    if (!each.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue
    const range = document.createRange()
    range.selectNode(node)
    const box = range.getBoundingClientRect()
    if (box.width < 2 || getComputedStyle(each).clipPath !== 'none') continue
    for (let at = each; at !== document.body && !at.matches(lanes); at = at.parentElement)
      if (clips(at, box) && !at.closest(shortened)) { told.push(`${name(each)} is cut off by ${name(at)}`); break }
    if (each.closest(lanes)) continue
    if (box.right > wide + 1 && !each.closest(shortened)) told.push(`${name(each)} goes beyond the window`)
    if (!each.closest(floating) && !each.closest(shortened))
      lines.push(...[...range.getClientRects()].map(line => [line, each]))
  }
  lines.sort(([a], [b]) => a.top - b.top)
  lines.forEach(([a, one], place) => {
    for (const [b, other] of lines.slice(place + 1)) {
      if (b.top >= a.bottom) break
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
      if (one !== other && across > 3 && down > Math.min(a.height, b.height) / 2)
        told.push(`${name(one)} lies over ${name(other)}`)
    }
  })
  return [...new Set(told)]
}"""
# Words within a sentence are spared, and so is what has enough room around it (WCAG 2.5.8). A field and its label are
# one; the link of a card reaches as far as the card. A short word makes a narrow link, and the name of a thing in the
# cart, which only leads back to it, may be lower.
TARGETS = """({least, spaced}) => {
  const pressed = 'a[href], button, summary, input:not([type=hidden]), select, textarea, [role=button]'
  const shown = [...document.querySelectorAll(pressed)].filter(each => each.getBoundingClientRect().width > 1
    && each.checkVisibility({visibilityProperty: true}) && !each.closest('[inert]') && !each.matches('.unseen'))
  const room = each => {
    const label = each.closest('label') ?? document.querySelector(`label[for="${each.id || '-'}"]`)
    const boxes = [each, label].filter(Boolean).map(one => one.getBoundingClientRect())
    const reach = getComputedStyle(each, '::after')
    const reaches = reach.position === 'absolute' && reach.content !== 'none'
    return {
      width: Math.max(...boxes.map(box => box.width), reaches ? parseFloat(reach.width) : 0),
      height: Math.max(...boxes.map(box => box.height), reaches ? parseFloat(reach.height) : 0),
    }
  }
  const isWord = each => getComputedStyle(each).display === 'inline' && each.tagName === 'A'
    && each.parentElement.textContent.trim().length > each.textContent.trim().length + 3
  const middle = each => {
    const {x, y, width, height} = each.getBoundingClientRect()
    return [x + width / 2, y + height / 2]
  }
  const isFree = each => spaced && shown.every(other => {
    const [x, y] = middle(each), box = other.getBoundingClientRect()
    const across = Math.max(box.left - x, 0, x - box.right), down = Math.max(box.top - y, 0, y - box.bottom)
    return other === each || other.contains(each) || each.contains(other) || Math.hypot(across, down) >= least / 2
  })
  const small = shown.filter(each => {
    const {width, height} = room(each)
    const isSmall = height < least - .5 || each.tagName !== 'INPUT' && width < 23.5
    return isSmall && !isWord(each) && !isFree(each) && !(each.matches('.line-title a') && height > 35)
  })
  const name = each => (each.getAttribute('aria-label') || each.textContent).trim().slice(0, 30)
  return [...new Set(small.map(each => `${each.tagName.toLowerCase()}.${each.className} "${name(each)}"`
    + ` is ${Math.round(room(each).width)} by ${Math.round(room(each).height)}`))]
}"""


def words_lost(page: Page) -> list[str]:
    """Words that are cut off, beyond the window or over each other, as the page is now."""
    page.wait_for_load_state("load")
    found: list[str] = page.evaluate(WORDS, {"shortened": SHORTENED, "lanes": LANES, "floating": FLOATING})
    return found


def too_small(page: Page, least: int, *, spaced: bool = False) -> list[str]:
    """What is pressed and lower than `least` CSS pixels, or narrower than 24; `spaced` spares what has that much
    room to itself."""
    found: list[str] = page.evaluate(TARGETS, {"least": least, "spaced": spaced})
    return found
