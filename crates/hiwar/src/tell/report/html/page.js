// Without this script every link still leads to its words. With it: the exact words light up to their end, the way
// back is one press away, the facts can be filtered, and the page speaks a second language.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const wide = matchMedia("(min-width: 1180px)");
  const back = $("back");
  const named = () => {
    try { return $(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
  };

  // The words: from the place the address names to the end that the link (or else the place itself) gives.
  let wantedEnd = 0;
  const light = () => {
    document.querySelectorAll(".hit").forEach((run) => run.classList.remove("hit", "flash"));
    const place = named();
    const inReports = place && place.closest(".report");
    back.hidden = !(inReports && !wide.matches && cameFrom);
    if (!place || place.dataset.e === undefined) return;
    const end = wantedEnd || Number(place.dataset.e);
    const start = Number(place.dataset.o);
    for (const run of place.closest("article").querySelectorAll("[data-o]")) {
      const at = Number(run.dataset.o);
      if (at >= start && at < end) run.classList.add("hit", "flash");
    }
    for (const link of document.querySelectorAll("main a[data-end]")) {
      link.classList.toggle("lit", link.getAttribute("href") === location.hash);
    }
    place.scrollIntoView({ block: "center" });
    wantedEnd = 0;
  };

  let cameFrom = false;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    wantedEnd = Number(link.dataset.end || 0);
    cameFrom = !link.closest(".reports, .toc");
    // A second click on the same link changes no address, and lights the words up again.
    if (link.getAttribute("href") === location.hash) setTimeout(light);
  });
  addEventListener("hashchange", light);
  back.addEventListener("click", (event) => {
    event.preventDefault();
    history.back();
  });

  // Filter: words are compared as readers compare them, without vowel marks and hamza seats.
  const fold = (text) => text.toLowerCase().normalize("NFKD")
    .replace(/[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[أإآٱ]/g, "ا").replace(/[ىیئ]/g, "ي").replace(/ؤ/g, "و").replace(/ک/g, "ك").replace(/[ةۀە]/g, "ه")
    .replace(/[٠-٩]/g, (d) => d.charCodeAt(0) - 0x660).replace(/[۰-۹]/g, (d) => d.charCodeAt(0) - 0x6f0)
    .replace(/,(?=\d)/g, "");
  const rows = [...document.querySelectorAll("main .row")];
  let folded = null;
  const filter = () => {
    folded ??= rows.map((row) => fold(row.textContent));
    const words = fold($("filter").value).split(/\s+/).filter(Boolean);
    let found = 0;
    rows.forEach((row, i) => {
      const fits = words.every((word) => folded[i].includes(word));
      row.hidden = !fits;
      if (fits) found += 1;
    });
    document.body.classList.toggle("filtered", words.length > 0);
    document.querySelectorAll("main details.list").forEach((list) => { if (words.length) list.open = true; });
    $("found").textContent = words.length ? `${found} / ${rows.length}` : "";
  };
  $("filter").addEventListener("input", filter);
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
    event.preventDefault();
    $("filter").focus();
  });

  // Languages of the page itself; the reports stay as they are.
  const strings = JSON.parse($("strings").textContent);
  const speak = (language) => {
    const say = (key) => strings[language]?.[key] ?? strings.ar[key] ?? key;
    document.documentElement.lang = language;
    document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
    document.querySelectorAll("[data-t]").forEach((node) => { node.textContent = say(node.dataset.t); });
    document.querySelectorAll("[data-ta]").forEach((node) => node.setAttribute("aria-label", say(node.dataset.ta)));
    document.querySelectorAll("[data-tp]").forEach((node) => node.setAttribute("placeholder", say(node.dataset.tp)));
    $("language").textContent = say("page.language");
    $("language").lang = language === "ar" ? "en" : "ar";
    folded = null;
  };
  $("language").addEventListener("click", () => speak(document.documentElement.lang === "ar" ? "en" : "ar"));

  // Where the reader is, in the contents; on a narrow screen the contents move along.
  const marks = new Map();
  for (const link of document.querySelectorAll(".toc a")) {
    const section = $(link.hash.slice(1))?.closest("section");
    if (section) marks.set(section, link);
  }
  const here = (link) => {
    marks.forEach((other) => other.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    const list = link.closest("ul");
    const [box, at] = [list.getBoundingClientRect(), link.getBoundingClientRect()];
    list.scrollLeft += at.left + at.width / 2 - (box.left + box.width / 2);
  };
  const watch = new IntersectionObserver((seen) => {
    const now = seen.find((one) => one.isIntersecting && !(wide.matches && one.target.matches(".reports")));
    if (now) here(marks.get(now.target));
  }, { rootMargin: "-15% 0px -84% 0px" });
  marks.forEach((_, section) => watch.observe(section));

  // On paper nothing stays folded.
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));

  document.querySelector(".tools").hidden = false;
  if (location.hash) light();
})();
