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

  // Keys: / search, j and k rows, n and p pages, Enter opens.
  const rows = [...document.querySelectorAll("main .row")];
  let at = -1;
  const step = (by) => {
    if (!rows.length) return;
    rows[at]?.classList.remove("here");
    at = Math.min(Math.max(at + by, 0), rows.length - 1);
    rows[at].classList.add("here");
    rows[at].scrollIntoView({ block: "center" });
    rows[at].querySelector("a")?.focus({ preventScroll: true });
  };
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
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.querySelector(".keys").hidden = false;
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
})();
