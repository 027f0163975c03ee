// Two texts for one box, side by side: what is there now, and what was kept on this device while
// somebody else wrote. Nothing is chosen for anybody.

export function showBoth(form, name, values, decided) {
  const named = form.elements.namedItem(name);
  const field = named instanceof RadioNodeList ? named[0] : named;
  const isText = field.type !== "radio" && field.type !== "checkbox";
  const place = document.createElement("div");
  place.className = "ta-both";
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", "Both texts");
  const theirs = isText ? field.value : labels(form, name, (one) => one.checked);
  const mine = isText ? (values[0] ?? "") : labels(form, name, (one) => values.includes(one.value));
  place.append(column("What is there now", theirs), column("What you wrote, kept here", mine));

  const choose = (words, chosen) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary";
    button.textContent = words;
    button.addEventListener("click", () => {
      decided(chosen());
      place.remove();
      field.focus();
    });
    place.append(button);
  };
  if (isText) choose("Keep both", () => [[field.value, mine].filter(Boolean).join("\n\n")]);
  choose("Use mine", () => values);
  choose("Leave it as it is now", () => null);
  field.closest("details")?.setAttribute("open", "");
  (field.closest(".govuk-form-group") ?? field).before(place);
}

function column(title, text) {
  const side = document.createElement("div");
  side.className = "ta-both__side";
  const heading = document.createElement("strong");
  heading.textContent = title;
  const words = document.createElement("p");
  words.dir = "auto";
  words.textContent = text || "Nothing";
  side.append(heading, words);
  return side;
}

const labels = (form, name, is) =>
  [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].filter(is).map((one) => one.labels[0]?.textContent.trim() ?? one.value).join(", ");
