// The map beside the results of a search. The list comes first and is whole without it: this draws where its services
// are on the outlines of the localities, and asks no other computer for anything.

const FAR_IN = 15;
const AROUND = { color: "#14474f", weight: 1.5, fillColor: "#e7efe9", fillOpacity: 0.9 };

const place = document.querySelector("[data-map]");
if (place && window.L) draw(place);

function draw(place) {
  place.hidden = false;
  place.parentElement.classList.add("is-mapped");
  const map = L.map(place, { attributionControl: false, scrollWheelZoom: false, zoomControl: false, maxZoom: FAR_IN });
  L.control.zoom({ zoomInTitle: place.dataset.closer, zoomOutTitle: place.dataset.further }).addTo(map);
  const spots = together(JSON.parse(place.dataset.spots));
  map.fitBounds(L.latLngBounds(spots.map((spot) => spot.at)).pad(0.2), { maxZoom: FAR_IN - 4, animate: false });
  spots.forEach((spot) => mark(map, spot));
  map.on("popupopen", (event) => event.popup.getElement().querySelector("a").focus());
  fetch(place.dataset.outlines)
    .then((answer) => answer.json())
    .then((outlines) => L.geoJSON(outlines, { interactive: false, style: AROUND }).addTo(map))
    .catch(() => place.classList.add("is-without-ground"));
}

// Services at one point share one mark.
function together(spots) {
  const found = new Map();
  spots.forEach(({ at, name, href }) => {
    const key = at.join(" ");
    if (!found.has(key)) found.set(key, { at, services: new Map() });
    found.get(key).services.set(href, name);
  });
  return [...found.values()];
}

function mark(map, { at, services }) {
  const icon = L.divIcon({ className: "ta-map__spot", iconSize: [28, 28], html: services.size > 1 ? String(services.size) : "" });
  const marker = L.marker(at, { icon }).bindPopup(listed(services), { closeButton: false }).addTo(map);
  marker.getElement().setAttribute("aria-label", [...services.values()].join(", "));
}

function listed(services) {
  const list = document.createElement("ul");
  list.className = "govuk-list ta-map__list";
  services.forEach((name, href) => {
    const link = Object.assign(document.createElement("a"), { href, textContent: name, className: "govuk-link" });
    list.append(document.createElement("li"));
    list.lastChild.append(link);
  });
  return list;
}
