"use strict";
// Shows answers below the forms, instead of going to them. Without it a form whose
// path has no part in braces works all the same.
for (const form of document.querySelectorAll("form[data-path]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    let path = form.dataset.path;
    for (const part of form.querySelectorAll("[data-part]")) {
      path = path.replace("{" + part.dataset.part + "}", encodeURIComponent(part.value));
    }
    const given = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value !== "") given.append(name, value);
    }
    const address = path + (given.size ? "?" + given : "");
    const output = form.querySelector("output");
    output.hidden = false;
    output.textContent = "GET " + address + "\n…";
    const began = performance.now();
    try {
      const answer = await fetch(address);
      const kind = answer.headers.get("Content-Type") || "";
      let text = await answer.text();
      if (kind.includes("json") && !kind.includes("ndjson")) text = JSON.stringify(JSON.parse(text), null, 2);
      if (text.length > 200000) text = text.slice(0, 200000) + "\n… (" + text.length + " characters)";
      const took = Math.round(performance.now() - began);
      output.textContent = `curl '${location.origin}${address.replaceAll("'", "%27")}'\n\n${answer.status} ${kind}, ${took} ms\n\n${text}`;
    } catch (error) {
      output.textContent = "GET " + address + "\n" + error;
    }
  });
}
