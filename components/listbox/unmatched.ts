/*
 * Text in a search field that matches no entry of its list. It stays as typed, is marked as wrong, and blocks
 * the form, which would be sent without it.
 */

interface Unmatched {
  field: HTMLInputElement;
  label: string;
  words: string;
}

type Check = () => Unmatched | null;

const checksOf = new WeakMap<HTMLFormElement, Set<Check>>();
const SUMMARY = "data-unmatched";

/** Shows or clears the error at a field. Returns whether it was shown before. */
export function showUnmatched(field: HTMLInputElement, words: string | null): void {
  const id = `${field.id}-unmatched`;
  const place = field.closest(".f");
  const said = document.getElementById(id);
  const described = (field.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .filter((one) => one && one !== id);
  if (words === null) {
    if (!said) return;
    said.remove();
    field.removeAttribute("aria-invalid");
    place?.classList.remove("err");
  } else {
    field.setAttribute("aria-invalid", "true");
    place?.classList.add("err");
    described.push(id);
    if (said) said.textContent = words;
    else {
      const message = document.createElement("span");
      message.className = "msg";
      message.id = id;
      message.textContent = words;
      field.before(message);
    }
  }
  if (described.length > 0) field.setAttribute("aria-describedby", described.join(" "));
  else field.removeAttribute("aria-describedby");
}

/** Blocks a form while `check` finds something, and lists the problems at its head. */
export function blockUnmatched(form: HTMLFormElement | null, check: Check): void {
  if (!form) return;
  const known = checksOf.get(form);
  if (known) {
    known.add(check);
    return;
  }
  const checks = new Set([check]);
  checksOf.set(form, checks);
  // Runs before other listeners: the form counts as not sent.
  form.ownerDocument.addEventListener(
    "submit",
    (event) => {
      if (event.target !== form) return;
      const found = [...checks].flatMap((one) => one() ?? []);
      form.parentElement?.querySelector(`[${SUMMARY}]`)?.remove();
      if (found.length === 0) return;
      event.preventDefault();
      event.stopPropagation();
      const summary = summaryOf(found);
      form.before(summary);
      summary.focus();
    },
    true,
  );
}

/** Creates the same summary as the server draws for a refused form. */
function summaryOf(found: readonly Unmatched[]): HTMLElement {
  const summary = document.createElement("div");
  summary.className = "errsum stack g1";
  summary.setAttribute(SUMMARY, "");
  summary.setAttribute("role", "alert");
  summary.tabIndex = -1;
  const list = document.createElement("ul");
  for (const { field, label, words } of found) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${field.id}`;
    link.textContent = label;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      field.focus();
    });
    line.append(link, document.createElement("br"), words);
    list.append(line);
  }
  summary.append(list);
  return summary;
}
