// On the page that says that the service is away: look every five seconds whether it is back.
const look = async () => {
  try {
    const answer = await fetch("/health", { cache: "no-store" });
    if (answer.ok) window.location.replace(window.location.href);
  } catch {
    // still away
  }
};
setInterval(look, 5000);
