// What the desk does beyond plain pages: keys, searching as one types, copying.
// Nothing here is needed to read or to correct.
"use strict";

const typing = (el) => el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName) && !/^(checkbox|radio)$/.test(el.type));
const items = () => [...document.querySelectorAll("main .item")].filter((el) => el.offsetParent !== null);
const current = () => document.activeElement?.closest?.(".item");

// step goes to the next or previous record: from where one is, else from what is seen.
function step(by) {
  const all = items();
  if (!all.length) return;
  let i = all.indexOf(current());
  if (i < 0) i = all.findIndex((el) => el.getBoundingClientRect().top > 60) - (by > 0 ? 1 : 0);
  const el = all[Math.max(0, Math.min(all.length - 1, i + by))];
  el.focus({ preventScroll: true });
  el.scrollIntoView({ block: "nearest" });
}

function press(key) {
  const el = (current() ?? document).querySelector(`[data-key="${key}"]`);
  if (!el) return false;
  el.click();
  return true;
}

const keys = {
  "/": () => { const box = document.querySelector(".find input"); box.focus(); box.select(); },
  "j": () => step(1),
  "k": () => step(-1),
  "o": () => current()?.querySelector("a.open")?.click(),
  "Enter": () => current() === document.activeElement && current()?.querySelector("a.open")?.click(),
  "n": () => document.querySelector('.turn a[rel="next"]')?.click(),
  "t": () => { location.href = "/"; },
  "?": () => { location.href = "/help"; },
  "a": () => press("a"),
  "x": () => press("x"),
  "e": () => press("e"),
  "m": () => press("m"),
  "s": () => press("s"),
  "u": () => document.querySelector('.last [data-key="u"]')?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing(document.activeElement)) return document.activeElement.blur();
  if (typing(event.target) || !keys[event.key]) return;
  if (event.key === "Enter" && document.activeElement !== current()) return; // a link or a button has it
  event.preventDefault();
  keys[event.key]();
});

// A queue begins where one can go on.
if (document.querySelector(".queue .item")) document.querySelector(".queue .item").focus({ preventScroll: true });

// Search as one types: the page of results is fetched whole and its part taken. What
// is typed is no search that the browser remembers, until one stops or opens a hit.
const query = document.getElementById("query");
if (query) {
  let timer, asked;
  const address = () => "/search?" + new URLSearchParams(new FormData(query));
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(address() + "&typing=yes", { signal: asked.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.getElementById("results").replaceWith(page.getElementById("results"));
      for (const field of document.querySelectorAll(".save input[name=back]")) field.value = address();
      narrow();
      history.replaceState(null, "", address());
    } catch (err) {
      if (err.name !== "AbortError") query.submit();
    }
  };
  query.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 250); });
  query.addEventListener("change", () => { if (query.q.value.trim()) fetch(address(), { keepalive: true }).catch(() => {}); });
  query.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || !items().length) return;
    event.preventDefault();
    items()[0].focus();
  });
}

// On a narrow page what narrows a search stays shut.
function narrow() {
  if (innerWidth < 900) document.querySelector(".facets details")?.removeAttribute("open");
}
narrow();

// Copying.
for (const button of document.querySelectorAll(".copy")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.closest("dt").nextElementSibling.textContent.trim());
    button.textContent = "Copied";
  });
}
