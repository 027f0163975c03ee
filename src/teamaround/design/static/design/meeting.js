// Meeting mode: Ctrl and Enter write the line; what others write appears by itself. The page works without this.

const EVERY = 20000;

document.querySelectorAll("form[data-enter] textarea").forEach((box) => {
  box.addEventListener("keydown", (pressed) => {
    if (pressed.key !== "Enter" || !(pressed.ctrlKey || pressed.metaKey)) return;
    pressed.preventDefault();
    box.form.requestSubmit(box.form.querySelector("button"));
  });
});

const lines = document.querySelector("[data-lines]");

const bringUpToDate = async () => {
  if (document.hidden || lines.contains(document.activeElement)) return;
  try {
    const answer = await fetch(`${lines.dataset.lines}?by-itself`, { cache: "no-store", redirect: "error" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-lines]");
    if (fresh && fresh.textContent !== lines.textContent) lines.replaceChildren(...fresh.childNodes);
  } catch {
    // away for a moment: the lines that are shown stay
  }
};

if (lines) setInterval(bringUpToDate, EVERY);
