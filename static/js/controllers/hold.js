// When the hold has run out, the calm line says so; until then it stays as the server wrote it.
export default function hold(line) {
  const until = new Date(line.dataset.until).getTime();
  const tell = () => {
    const left = until - Date.now();
    if (left > 0) return setTimeout(tell, Math.min(left + 500, 30000));
    line.querySelector("[data-held]").hidden = true;
    line.querySelector("[data-over]").hidden = false;
  };
  tell();
}
