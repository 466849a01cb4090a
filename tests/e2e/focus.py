"""Where the focus is, whether it can be seen, and whether something lies over it (WCAG 2.4.7 and 2.4.11)."""

from dataclasses import dataclass

from playwright.sync_api import Page

# The mark may be drawn around a label, a card, or a field and its button together: it is what outlines and shadows lose
# when the focus is taken away for a moment, without anybody hearing of it. Nine points of the thing with the focus are
# asked what lies on top there.
LOOK = """() => {
  const at = document.activeElement
  if (at === document.body) return null
  const around = [at]
  for (let each = at.parentElement; each !== document.body; each = each.parentElement) around.push(each)
  const label = at.closest('label') ?? document.querySelector(`label[for="${at.id || '-'}"]`)
  const drawn = () => [...around, label].filter(Boolean).flatMap(each => [null, '::before', '::after'].map(part => {
    const style = getComputedStyle(each, part)
    return style.boxShadow + (style.outlineStyle === 'none' ? '' : style.outline)
  }))
  const unheard = event => event.stopImmediatePropagation(), told = ['blur', 'focus', 'focusin', 'focusout', 'change']
  const still = new CSSStyleSheet()
  still.replaceSync('*, ::before, ::after { transition: none !important }')
  document.adoptedStyleSheets = [still]
  told.forEach(kind => addEventListener(kind, unheard, true))
  const held = drawn()
  at.blur()
  const free = drawn()
  at.focus({preventScroll: true})
  told.forEach(kind => removeEventListener(kind, unheard, true))
  document.adoptedStyleSheets = []
  const marked = held.some((each, place) => each !== free[place])
  const own = hit => hit
    && (at.contains(hit) || label?.contains(hit) || hit.contains(at) && !hit.matches('body, html, main'))
  let seen = 0, over = ''
  for (const box of [at, label].filter(Boolean).map(each => each.getBoundingClientRect()))
    for (const x of [.1, .5, .9]) for (const y of [.15, .5, .85]) {
      const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)
      if (own(hit)) seen += 1
      else over = hit ? `${hit.tagName}.${hit.className}` : 'the edge of the window'
    }
  const words = at.getAttribute('aria-label') || at.innerText || at.querySelector('img')?.alt || at.name || ''
  return {tag: at.tagName.toLowerCase(), name: at.name || '', id: at.id, marked, seen, over,
    words: words.trim().replace(/\\s+/g, ' ')}
}"""
MOST_STOPS = 400


@dataclass(frozen=True)
class Stop:
    tag: str
    name: str
    id: str
    words: str
    marked: bool
    seen: int
    over: str

    def faults(self) -> list[str]:
        name = f"{self.tag} {self.words or self.id!r}"
        unmarked = [] if self.marked else [f"nothing shows that the focus is on {name}"]
        return unmarked + ([] if self.seen else [f"{name} has the focus and is hidden under {self.over}"])


def stop(page: Page) -> Stop | None:
    """What has the focus; None when nothing has."""
    found = page.evaluate(LOOK)
    return Stop(**found) if found else None


def walk(page: Page, key: str = "Tab") -> list[Stop]:
    """Press the key from the page's beginning (or end) until the focus has been everywhere. From the edge of the page
    it goes through the browser, which takes its time."""
    page.evaluate("() => { document.activeElement.blur(); getSelection().collapse(document.body, 0); scrollTo(0, 0) }")
    page.keyboard.press(key)
    page.wait_for_function("(window.firstStop = document.activeElement) !== document.body")
    stops: list[Stop] = []
    while (found := stop(page)) is not None:
        stops.append(found)
        assert len(stops) < MOST_STOPS, f"{key} never ends: {stops[-5:]}"
        page.keyboard.press(key)
        if page.evaluate("document.activeElement === window.firstStop"):
            break
    return stops


def focused(page: Page) -> str:
    """The words of what has the focus, which must be seen."""
    found = stop(page)
    assert found is not None, "the focus is lost"
    assert found.faults() == []
    return found.words


def tab_to(page: Page, words: str, *, key: str = "Tab", most: int = 60) -> None:
    """Until the focus is on what says `words`; every stop on the way shows it."""
    seen, faults = [], []
    for _press in range(most):
        page.keyboard.press(key)
        found = stop(page)
        if found is None:
            continue
        faults += found.faults()
        seen.append(found.words or found.id)
        if seen[-1].startswith(words):
            assert not faults, "\n".join(faults)
            return
    raise AssertionError(f"{key} never came to {words}: {seen}")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
