/** Keeps this page and its files for the time without a connection. Browsers that cannot do that work as before. */
export async function keepOffline(): Promise<void> {
  try {
    const { pathname, origin } = location;
    await navigator.serviceWorker.register("/request-worker.js", { scope: pathname });
    const { active } = await navigator.serviceWorker.ready;
    // The writer of Word files is fetched when it is needed, which may be without a connection.
    await import("./word");
    const files = performance
      .getEntriesByType("resource")
      .map(({ name }) => name)
      .filter((name) => name.startsWith(`${origin}/assets/`));
    active?.postMessage([origin + pathname, ...new Set(files)]);
  } catch {
    // Not allowed here, or no connection: the page still works while it is open.
  }
}
