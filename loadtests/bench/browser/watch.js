// What a page shows and when, told by the browser: put in before its first line.
(() => {
  const told = { fcp: 0, lcp: 0, lcpIs: "", tasks: [], shifts: [], presses: [], pressed: 0 };
  const watch = (type, take, more = {}) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });

  const nameOf = (element) => {
    if (!element) return "gone again";
    const kind = element.classList.length ? `.${[...element.classList].join(".")}` : "";
    const home = element.closest("[id], [class]:not(img):not(a)");
    const within = home && home !== element ? `${home.id ? `#${home.id}` : `.${home.classList[0]}`} ` : "";
    return `${within}${element.localName}${element.id ? `#${element.id}` : kind}`;
  };

  watch("paint", (entry) => { if (entry.name === "first-contentful-paint") told.fcp = entry.startTime; });
  watch("largest-contentful-paint", (entry) => {
    told.lcp = entry.startTime;
    told.lcpIs = nameOf(entry.element) + (entry.url ? " (picture)" : "");
  });
  watch("longtask", ({ startTime, duration }) => told.tasks.push([startTime, duration]));
  watch("layout-shift", ({ startTime, value, hadRecentInput, sources }) => {
    const node = sources[0]?.node;
    if (!hadRecentInput) told.shifts.push([startTime, value, nameOf(node?.localName ? node : node?.parentElement)]);
  });
  watch("event", ({ interactionId, name, duration }) => { if (interactionId) told.presses.push([name, duration]); }, { durationThreshold: 16 });

  addEventListener("click", (event) => { told.pressed = event.timeStamp; }, true);

  // Milliseconds of long tasks beyond 50 each, after something is seen.
  const blocking = () => told.tasks.reduce((sum, [start, took]) => sum + Math.max(0, Math.min(took, start + took - told.fcp) - 50), 0);

  // The worst window of shifts: at most five seconds, no pause of one inside.
  const shift = () => {
    let worst = 0, sum = 0, first = 0, last = 0;
    for (const [time, value] of told.shifts) {
      if (time - last > 1000 || time - first > 5000) { sum = 0; first = time; }
      sum += value;
      last = time;
      worst = Math.max(worst, sum);
    }
    return worst;
  };

  const idle = () => {
    const { loadEventEnd } = performance.getEntriesByType("navigation")[0];
    if (!loadEventEnd) return 0;
    return performance.now() - told.tasks.reduce((end, [start, took]) => Math.max(end, start + took), loadEventEnd);
  };

  // Signs that what a press asked for is there.
  let minded;
  const signs = {
    renewed: () => !minded.isConnected,
    sheet: () => document.querySelector("#filters.open"),
    toast: () => document.querySelector("#toasts").childElementCount,
  };
  const until = (sign) => new Promise((done) => {
    const look = () => (signs[sign]() ? done(performance.now()) : requestAnimationFrame(look));
    look();
  });

  window.watched = {
    idle, until, mind: (element) => { minded = element; },
    report: () => ({
      fcp: told.fcp, lcp: told.lcp, lcp_is: told.lcpIs, tbt: blocking(), cls: shift(), shifts: told.shifts,
    }),
    // Of the last press: when it was, and the longest wait for a paint of the events it is made of.
    press: () => ({ at: told.pressed, paint: told.presses.reduce((most, [, took]) => Math.max(most, took), 0) }),
  };
})();
