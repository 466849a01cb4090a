// The hall's clock tells the market's own time. Without a script its hands rest at ten past ten.
export default function clock(face) {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: face.dataset.zone || undefined, hour: "numeric", minute: "numeric" });
  const [hour, minute] = ["hour", "minute"].map((hand) => face.querySelector(`[data-hand="${hand}"]`));
  const tell = () => {
    const part = Object.fromEntries(format.formatToParts(new Date()).map(({ type, value }) => [type, Number(value)]));
    const [x, y] = [face.dataset.x, face.dataset.y];
    hour.setAttribute("transform", `rotate(${(part.hour % 12) * 30 + part.minute / 2} ${x} ${y})`);
    minute.setAttribute("transform", `rotate(${part.minute * 6} ${x} ${y})`);
  };
  tell();
  setInterval(tell, 20000);
}
