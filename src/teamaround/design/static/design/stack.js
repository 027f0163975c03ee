// Tables that stack on a phone: every cell carries its heading, and stays a cell for those who listen.

const ROLES = { THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TH: "columnheader", TD: "cell" };

export function labelCells(table) {
  const headings = [...table.querySelectorAll("thead th")].map((heading) => heading.textContent.trim());
  table.setAttribute("role", "table");
  table.querySelectorAll("thead, tbody, tr, th, td").forEach((part) => part.setAttribute("role", ROLES[part.tagName]));
  table.querySelectorAll("tbody tr").forEach((row) => {
    [...row.cells].forEach((cell, place) => {
      if (headings[place] && !cell.dataset.label) cell.dataset.label = headings[place];
    });
  });
}
