// @ts-check
// Conveniences of the staff pages. Without this file nothing is there that does not work.

/**
 * Puts text on the clipboard; where the browser has no clipboard to offer,
 * selects the element and lets the browser copy the selection.
 * @param {HTMLElement} element
 * @returns {Promise<boolean>}
 */
async function copy(element) {
  // no-break spaces belong to the page, not to what is pasted
  const text = (element.textContent ?? "").replace(/\s+/g, " ").trim();
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const selection = getSelection();
    if (selection === null) return false;
    selection.selectAllChildren(element);
    const copied = document.execCommand("copy");
    if (copied) selection.removeAllRanges();
    return copied;
  }
}

for (const button of document.querySelectorAll("button.copy")) {
  if (!(button instanceof HTMLButtonElement)) continue;
  const element = button.dataset.copy ? document.querySelector(button.dataset.copy) : null;
  if (!(element instanceof HTMLElement)) continue;

  // a live region must stand in the page before it speaks
  const done = document.createElement("span");
  done.className = "done";
  done.setAttribute("aria-live", "polite");
  button.after(done);
  button.hidden = false;

  button.addEventListener("click", async () => {
    done.textContent = "";
    const copied = await copy(element);
    done.textContent = copied ? "Copied" : "Selected: press Ctrl and C to copy";
  });
}

// A chosen file becomes the text of the field that it names.
for (const chooser of document.querySelectorAll("input[type=file][data-into]")) {
  if (!(chooser instanceof HTMLInputElement)) continue;
  const into = chooser.dataset.into ? document.querySelector(chooser.dataset.into) : null;
  if (!(into instanceof HTMLTextAreaElement)) continue;
  chooser.closest(".field")?.removeAttribute("hidden");
  chooser.addEventListener("change", async () => {
    const file = chooser.files?.[0];
    if (file) into.value = await file.text();
  });
}

for (const button of document.querySelectorAll("button.print")) {
  if (!(button instanceof HTMLButtonElement)) continue;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// The examples of how small numbers are protected follow the number of children that is typed.
const expected = document.querySelector("input#expected");
const ask = document.querySelector("button.example");
if (expected instanceof HTMLInputElement && ask instanceof HTMLButtonElement) {
  ask.hidden = true;
  expected.addEventListener("change", async () => {
    const examples = document.querySelector("#examples");
    if (!/^[0-9]{1,6}$/.test(expected.value) || examples === null) return;
    const answer = await fetch(`/events/new/example?expected=${expected.value}`).catch(() => null);
    if (answer?.ok) examples.outerHTML = await answer.text();
  });
}
