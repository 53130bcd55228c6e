/*
 * Shows the notifications that the site sends to this browser, and opens their pages. It runs apart from pages: it answers
 * no request of theirs and stores nothing.
 */

interface Message {
  title: string;
  body: string;
  path: string;
  lang: string;
  dir: "ltr" | "rtl";
}

/** The parts of a worker that are used here; TypeScript knows those of pages only. */
interface Worker {
  registration: ServiceWorkerRegistration;
  clients: { openWindow(address: string): Promise<unknown> };
  addEventListener(kind: "push", run: (event: Lasting & { data: { json(): unknown } | null }) => void): void;
  addEventListener(
    kind: "notificationclick",
    run: (event: Lasting & { notification: Notification }) => void,
  ): void;
}
interface Lasting {
  waitUntil(done: Promise<unknown>): void;
}

const worker = globalThis as unknown as Worker;

worker.addEventListener("push", (event) => {
  const message = event.data?.json() as Message | undefined;
  if (!message) return;
  const { title, body, path, lang, dir } = message;
  event.waitUntil(worker.registration.showNotification(title, { body, lang, dir, data: path }));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const at = new URL(String(event.notification.data), location.origin);
  if (at.origin === location.origin) event.waitUntil(worker.clients.openWindow(at.href));
});
