// Without this script every page works. With it: names are suggested while one types, words of the same report are
// lit up without a new page, rows can be gone through by keys, citations are copied.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const typing = (node) => /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName);

  // Suggestions.
  const field = $("q");
  let asked = 0;
  field.addEventListener("input", async () => {
    const mine = ++asked;
    const typed = field.value.trim();
    if (typed.length < 2) return;
    const answer = await fetch(`/suggest.json?q=${encodeURIComponent(typed)}`);
    if (!answer.ok || mine !== asked) return;
    $("names").replaceChildren(...(await answer.json()).map((name) => {
      const option = document.createElement("option");
      option.value = name;
      return option;
    }));
  });

  // A fact beside its report: the text is put in place of the old one, and the list of facts stays where it is.
  const show = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) { location.assign(address); return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const text = page.getElementById("text");
    if (!text || !$("text")) { location.assign(address); return; }
    $("text").replaceWith(document.adoptNode(text));
    const back = location.pathname + location.search;
    document.querySelectorAll("input[name=back]").forEach((input) => { input.value = back; });
    $(new URL(address, location.href).hash.slice(1))?.scrollIntoView({ block: "center" });
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".beside a[href^='?']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    show(link.href);
  });
  addEventListener("popstate", () => { if ($("text")) show(location.href); });

  // Citations.
  document.querySelectorAll("[data-copy]").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText($(button.dataset.copy).textContent);
      button.nextElementSibling.textContent = "✓";
    });
  });

  // Filters apply as they are chosen; those that are empty stay out of the address.
  document.querySelectorAll("form.filters").forEach((form) => {
    form.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name);
    });
  });
  document.querySelectorAll(".filters select").forEach((select) => {
    select.addEventListener("change", () => select.form.requestSubmit());
  });

  // Rulings: the field's value is there to be changed; the page comes back where it was, at the row that was next.
  document.querySelectorAll(".desk select[name=field]").forEach((select) => {
    const value = select.form.elements.value;
    const fill = () => { value.value = select.selectedOptions[0]?.dataset.now ?? ""; };
    select.addEventListener("change", fill);
    fill();
  });
  const here = () => `hiwar ${location.pathname}${location.search.replace(/[?&]done=[^&]*/, "")}`;
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    sessionStorage.setItem(here(), JSON.stringify([scrollY, at]));
  });

  // Keys: / search, j and k rows, n and p pages, Enter opens; those that rule only on a row or in the forms.
  const rows = [...document.querySelectorAll("main .row")];
  let at = -1;
  const step = (by) => {
    if (!rows.length) return;
    rows[at]?.classList.remove("here");
    at = Math.min(Math.max(at + by, 0), rows.length - 1);
    rows[at].closest("details:not([open])")?.setAttribute("open", "");
    rows[at].classList.add("here");
    rows[at].scrollIntoView({ block: "center" });
    rows[at].querySelector("a")?.focus({ preventScroll: true });
  };
  const ruled = new URLSearchParams(location.search).has("done") && sessionStorage.getItem(here());
  if (ruled) {
    const [y, row] = JSON.parse(ruled);
    sessionStorage.removeItem(here());
    if (row >= 0) { at = row - 1; step(1); } else scrollTo(0, y);
  }
  const shown = (node) => (node?.checkVisibility() ? node : null);
  const rule = (key) => {
    const place = document.activeElement?.closest(".row, .desk");
    if (!place && key !== "u") return false;
    const quick = { a: "accept", x: "reject" }[key];
    const own = quick && shown(place?.querySelector(`.quick [formaction="/rulings/${quick}"]`));
    const button = own ?? shown(document.querySelector(`main [aria-keyshortcuts="${key}"]`));
    if (!button) {
      // Other rulings have their forms on the row's own page.
      const page = place?.querySelector(".at, .more")?.href;
      if (page && !quick && key !== "u") location.assign(`${page.split("#")[0]}#desk`);
      return Boolean(page) && !quick && key !== "u";
    }
    if (button.tagName === "SUMMARY") {
      button.parentElement.open = true;
      button.parentElement.querySelector("select, textarea, input:not([type=hidden])")?.focus();
    } else button.click();
    return true;
  };
  if (location.hash === "#desk") document.querySelector(".desk summary, .desk input:not([type=hidden])")?.focus();
  const keys = {
    "/": () => field.focus(),
    j: () => step(1),
    k: () => step(-1),
    n: () => document.querySelector("a[rel=next]")?.click(),
    p: () => document.querySelector("a[rel=prev]")?.click(),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    } else if ("axcmgsu".includes(event.key) && !event.repeat && rule(event.key)) event.preventDefault();
  });
  document.querySelector(".keys").hidden = false;
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
})();
