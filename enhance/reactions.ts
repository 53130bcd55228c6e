import { dateTag } from "@/lib/i18n/locales";
import { whenMe } from "./me";

/** The part of `GET /api/me` about the reader's reactions: by comment. */
interface Me {
  member?: { handle: string } | null;
  reactions?: Record<string, string[]>;
}

/** What `PUT /api/me/reactions` answers. */
interface Answer {
  own: string[];
  counts: Record<string, number>;
}

/** The reactions to one comment. */
const GROUP = "[data-reactions]";
/** Milliseconds after an answer in which the same button is not pressed again: the time of a double click. */
const ECHO_MILLISECONDS = 600;

/** What is sent for each comment, one after the other, so that the last answer is the newest. */
const turns = new WeakMap<HTMLElement, Promise<void>>();

/** Shows the reader's own reactions, and gives and takes them back in place. */
export function startReactions(): void {
  whenMe<Me>(({ member, reactions }) => {
    if (!member || !reactions) return;
    const show = (group: HTMLElement) => {
      // Nobody reacts to their own comment.
      if (group.dataset.author === member.handle) setAside(group);
      else showOwn(group, reactions[group.dataset.reactions ?? ""] ?? []);
    };
    document.querySelectorAll<HTMLElement>(GROUP).forEach(show);
    // Of replies that are added to an open page.
    document.addEventListener("octopus:redrawn", () => {
      document.querySelectorAll<HTMLElement>(`${GROUP}:not(:has([aria-pressed], :disabled))`).forEach(show);
    });
  });
  // Before the script that sends each form once, which would count a press that is answered here.
  const press = (event: SubmitEvent) => {
    const { target: form, submitter } = event;
    if (!(form instanceof HTMLFormElement) || !(submitter instanceof HTMLButtonElement)) return;
    const group = form.closest<HTMLElement>(GROUP);
    // Whoever is not known to be a member signs in first, as without scripts.
    if (!group || !submitter.hasAttribute("aria-pressed") || event.defaultPrevented) return;
    event.preventDefault();
    // The second press of a double click is none; another button waits for its turn.
    if (submitter.ariaBusy === "true") return;
    submitter.ariaBusy = "true";
    const turn = turns.get(group) ?? Promise.resolve();
    turns.set(
      group,
      turn.then(() => send(group, form, submitter)),
    );
  };
  document.addEventListener("submit", press, { capture: true });
}

function setAside(group: HTMLElement): void {
  for (const button of group.querySelectorAll("button")) button.disabled = true;
}

const isPressed = (button: HTMLElement) => button.getAttribute("aria-pressed") === "true";

function showOwn(group: HTMLElement, own: readonly string[]): void {
  for (const button of group.querySelectorAll<HTMLButtonElement>("button")) {
    const isOwn = own.includes(button.value);
    button.setAttribute("aria-pressed", String(isOwn));
    button.name = isOwn ? "take" : "give";
  }
}

async function send(group: HTMLElement, form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const [kind, slug] = (group.dataset.on ?? "").split("/");
  const response = await fetch("/api/me/reactions", {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      kind,
      slug,
      id: group.dataset.reactions,
      reaction: button.value,
      isGiven: !isPressed(button),
    }),
  }).catch(() => null);
  const answer = response?.ok ? ((await response.json().catch(() => null)) as Answer | null) : null;
  // An answer can be faster than the second press of a double click.
  setTimeout(() => {
    button.ariaBusy = null;
  }, ECHO_MILLISECONDS);
  if (answer) return showAnswer(group, answer);
  // Signed out, offline, too many requests, or the comment is gone: the form's own answer explains it.
  const pressed = Object.assign(document.createElement("input"), {
    type: "hidden",
    name: button.name,
    value: button.value,
  });
  form.append(pressed);
  form.submit();
  pressed.remove();
}

function showAnswer(group: HTMLElement, { own, counts }: Answer): void {
  showOwn(group, own);
  const { lang } = document.documentElement;
  for (const button of group.querySelectorAll<HTMLButtonElement>("button")) {
    const count = counts[button.value] ?? 0;
    const number = button.querySelector<HTMLElement>(".num");
    if (number) number.textContent = count === 0 ? "" : count.toLocaleString(dateTag(lang));
  }
  const who = group.querySelector<HTMLElement>("a");
  if (who) who.hidden = Object.values(counts).every((count) => count === 0);
}
