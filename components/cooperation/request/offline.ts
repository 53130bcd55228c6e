/** What some browsers tell of the connection. */
interface Connection {
  saveData?: boolean;
  effectiveType?: string;
}

/** The writer of PDFs with its fonts is half a megabyte: over a slow connection it waits until it is asked for. */
function isSlow(): boolean {
  const { connection } = navigator as Navigator & { connection?: Connection };
  return connection?.saveData === true || (connection?.effectiveType ?? "4g") !== "4g";
}

/** Keeps this page and its files for the time without a connection. Browsers that cannot do that work as before. */
export async function keepOffline(fonts: Readonly<Record<string, string>>): Promise<void> {
  try {
    const { pathname, origin } = location;
    await navigator.serviceWorker.register("/request-worker.js", { scope: pathname });
    const { active } = await navigator.serviceWorker.ready;
    // The writers of files are fetched when they are needed, which may be without a connection.
    await import("./word");
    if (!isSlow()) await import("./pdf");
    const files = performance
      .getEntriesByType("resource")
      .map(({ name }) => name)
      .filter((name) => name.startsWith(`${origin}/assets/`));
    const addresses = isSlow() ? [] : Object.values(fonts).map((one) => origin + one);
    active?.postMessage([origin + pathname, ...new Set([...files, ...addresses])]);
  } catch {
    // Not allowed here, or no connection: the page still works while it is open.
  }
}
