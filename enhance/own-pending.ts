import { nameMember } from "./account";

/** The part of `GET /api/me` with the member's own pending edits of the profile. */
interface Me {
  member: null | { drawnFor: string };
  ownPending?: readonly Own[];
}

interface Own {
  section: string;
  language: string | null;
  number: number;
}

/** Puts a note at each section in which a change of this member awaits review: to view, continue or withdraw it. */
export function startOwnPending(): void {
  document.addEventListener("octopus:me", (event) => {
    const { member, ownPending = [] } = (event as CustomEvent<Me>).detail;
    const template = document.getElementById("own-pending");
    if (!member || !(template instanceof HTMLTemplateElement)) return;
    for (const own of ownPending) {
      const place = document.getElementById(own.section);
      if (place) putAt(place, noteOf(template, own, member.drawnFor));
    }
  });
}

function noteOf(template: HTMLTemplateElement, own: Own, drawnFor: string): DocumentFragment {
  // Imported, since addresses cannot be resolved in the document of a template.
  const note = document.importNode(template.content, true);
  const isTranslation = own.language !== null;
  note.querySelector(`[data-of="${isTranslation ? "text" : "translation"}"]`)?.remove();
  const title = document.getElementById(`title-of-${own.section}`);
  for (const link of note.querySelectorAll("a, button"))
    if (title) link.setAttribute("aria-describedby", title.id);
  const view = note.querySelector<HTMLAnchorElement>("[data-view]");
  if (view) view.search = `?revision=${own.number}`;
  const goOn = note.querySelector<HTMLAnchorElement>("[data-go-on]");
  if (goOn) {
    goOn.pathname += own.section;
    goOn.search = own.language === null ? "" : `?lang=${encodeURIComponent(own.language)}`;
  }
  const form = note.querySelector("form");
  const number = form?.querySelector<HTMLInputElement>('[name="number"]');
  if (form && number) {
    form.action += `?revision=${own.number}`;
    number.value = String(own.number);
  }
  nameMember(note, drawnFor);
  return note;
}

/** Below the heading of a section, or in its line of the list of unwritten ones; there instead of the general note. */
function putAt(place: HTMLElement, note: DocumentFragment): void {
  const general = place.matches("li") ? place.querySelector(".saved-here") : place.previousElementSibling;
  if (general?.matches(".saved-here")) general.remove();
  const heading = place.querySelector(":scope > .sec");
  if (heading) heading.after(note);
  else place.append(note);
}
