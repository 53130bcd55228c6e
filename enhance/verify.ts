/** Bytes of the largest file that is read: all of it must be in memory. */
const MOST_BYTES = 200 * 1024 * 1024;

/**
 * The file field of the page that verifies documents: computes the SHA-256 here and looks it up; the file stays
 * on the device. Browsers only compute it on pages loaded by HTTPS or from localhost; elsewhere the field stays
 * hidden, and a hash can be pasted.
 */
export function startVerifying(): void {
  const part = document.querySelector<HTMLElement>("[data-verify]");
  const field = part?.querySelector<HTMLInputElement>("input[type=file]");
  const hash = document.querySelector<HTMLInputElement>("input[name=sha256]");
  const state = part?.querySelector<HTMLElement>("[role=status]");
  if (!part || !field || !hash?.form || !state || !globalThis.crypto?.subtle) return;
  const { form } = hash;
  const say = (word: "computing" | "unread" | "large") => {
    state.textContent = state.dataset[word] ?? "";
  };
  part.hidden = false;
  field.addEventListener("change", async () => {
    const file = field.files?.[0];
    if (!file) return;
    if (file.size > MOST_BYTES) return say("large");
    say("computing");
    try {
      hash.value = hexOf(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    } catch {
      return say("unread");
    }
    form.requestSubmit();
  });
}

function hexOf(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
