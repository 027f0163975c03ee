// Runs before the page is drawn, so that nothing folds after it was seen.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
