// Asks before a page is left with text that was typed and not yet saved.
// Forms with a text area are guarded, and others with data-guard; data-guard="off" is not.

const guarded = (form) => {
  if (form.dataset.guard === "off") return false;
  return "guard" in form.dataset || form.querySelector("textarea") !== null;
};

export function guardTypedText(page) {
  const unsaved = new Set();
  page.querySelectorAll("form").forEach((form) => {
    if (!guarded(form)) return;
    form.addEventListener("input", () => unsaved.add(form));
    form.addEventListener("submit", (event) => event.defaultPrevented || unsaved.clear());
    form.addEventListener("teamaround:saved", () => unsaved.delete(form));
  });
  window.addEventListener("beforeunload", (leaving) => {
    if (unsaved.size > 0) leaving.preventDefault();
  });
}
