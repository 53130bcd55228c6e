/* Adds this browser to those that show notifications: asks the browser, and sends what it made as a form. */

/** The worker controls no page: there is none below this address. */
const SCOPE = "/push-worker/";

function start(part: HTMLElement): void {
  const form = part.querySelector("form");
  const said = part.querySelector<HTMLElement>("[data-denied]");
  const needs = part.querySelector<HTMLElement>("[data-needs]");
  if (!form || !said || !needs) return;
  form.hidden = false;
  needs.hidden = true;
  const say = (words = "") => {
    said.textContent = words;
    said.hidden = words === "";
    // Screen readers would announce an empty alert.
    if (words === "") said.removeAttribute("role");
    else said.setAttribute("role", "alert");
    for (const button of form.querySelectorAll("button")) button.disabled = false;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say();
    if ((await Notification.requestPermission()) !== "granted") return say(said.dataset.denied);
    try {
      const made = await subscribe(part.dataset.push ?? "");
      for (const [name, value] of Object.entries(made)) {
        const field = form.querySelector<HTMLInputElement>(`input[name=${name}]`);
        if (field) field.value = value;
      }
      form.submit();
    } catch {
      say(said.dataset.failed);
    }
  });
}

async function subscribe(key: string): Promise<{ endpoint: string; p256dh: string; auth: string }> {
  const registration = await navigator.serviceWorker.register("/push-worker.js", { scope: SCOPE });
  await isActive(registration);
  const known = await registration.pushManager.getSubscription();
  // Made for another key of the site, it would be refused.
  if (known && keyOf(known) !== key) await known.unsubscribe();
  const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint = "", keys = {} } = made.toJSON();
  return { endpoint, p256dh: keys.p256dh ?? "", auth: keys.auth ?? "" };
}

/** The key for which a subscription was made, as the site writes it: base64url. */
function keyOf({ options }: PushSubscription): string {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Waits for the worker, without which a browser does not subscribe. */
async function isActive({ active, installing, waiting }: ServiceWorkerRegistration): Promise<void> {
  const worker = installing ?? waiting;
  if (active || !worker) return;
  await new Promise<void>((done) =>
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") done();
    }),
  );
}

const CAN = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
for (const part of document.querySelectorAll<HTMLElement>("[data-push]")) if (CAN) start(part);
