"""The API: the packages' endpoints put together, its document, and the page that explains it."""
