// Before the page is drawn: say that scripts run, so that nothing folds after it was seen.
document.documentElement.classList.add("ta-scripts");
document.addEventListener("DOMContentLoaded", () => {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
});
