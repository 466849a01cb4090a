// Thumbnails scroll the strip and show which picture is in view. Without a script they are plain anchors.
export default function gallery(root) {
  const strip = root.querySelector(".gallery-strip");
  const links = new Map([...root.querySelectorAll(".gallery-thumbs a")].map((link) => [link.hash.slice(1), link]));
  const mark = (id) => links.forEach((link, key) => (key === id ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
  root.addEventListener("click", (event) => {
    const link = event.target.closest(".gallery-thumbs a");
    const picture = link && document.getElementById(link.hash.slice(1));
    if (!picture) return;
    event.preventDefault();
    strip.scrollTo({ left: picture.offsetLeft - strip.offsetLeft });
    mark(picture.id);
  });
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) mark(entry.target.id);
  }, { root: strip, threshold: 0.6 });
  strip.querySelectorAll("[id]").forEach((picture) => watch.observe(picture));
}
