// Hides a question while the one it waits for is answered otherwise. What was typed in it stays.
// Without this file the question is there with a line that says when it is meant.

export function askWhenMeant(form) {
  const waiting = [...form.querySelectorAll("[data-shown-if]")];
  if (waiting.length === 0) return;
  const show = () => waiting.forEach((place) => settle(form, place));
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  show();
}

function settle(form, place) {
  const named = form.elements[place.dataset.shownIf];
  if (!named) return; // the other question is on another page: its line of words says when
  const fields = named instanceof RadioNodeList ? [...named] : [named];
  const isMet = fields.some((field) => field.checked && field.value === place.dataset.shownIs);
  place.hidden = !isMet;
}
