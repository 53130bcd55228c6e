import { listedTopics, reactedPage } from "./asked";
import { tellMe } from "./me";
import { listedChanges } from "./patrol";
import { showUnread, showUnseen, watchedPlace } from "./watch";

/** The part of `GET /api/me` that the account corner shows. */
interface Me {
  member: null | {
    id: string;
    drawnFor: string;
    handle: string;
    displayName: string;
    initials: string;
    roles: string[];
  };
  unseen?: number;
  /** The number of conversations with unread messages. */
  unreadMessages?: number;
}

/**
 * A document is the same for everyone; the reader is looked up here. Members get the menu from the page's
 * template instead of "Sign in" and "Join". The response is passed on as the event `octopus:me` to all other
 * personal parts.
 */
export async function startAccountCorner(): Promise<void> {
  bringSignInBack();
  const template = document.getElementById("member-corner");
  if (!(template instanceof HTMLTemplateElement)) return;
  let me: Me;
  // Most readers have no session, so no request is sent for them.
  if (!mayHaveSession()) return tellMe({ member: null });
  try {
    const response = await fetch(addressOfMe(), { headers: { accept: "application/json" } });
    if (!response.ok) return;
    me = (await response.json()) as Me;
  } catch {
    return; // Offline, or leaving the page: the visitor's links stay and work.
  }
  if (me.member) showMember(template, me.member);
  showUnseen(me.unseen ?? 0);
  showUnread(me.unreadMessages ?? 0);
  tellMe(me);
}

/** Builds the address that asks who reads, and what concerns them on this page. */
function addressOfMe(): string {
  const asked = new URLSearchParams();
  const place = watchedPlace();
  if (place) asked.set("of", place);
  const to = document.querySelector<HTMLElement>("[data-message]")?.dataset.message;
  if (to) asked.set("to", to);
  const on = reactedPage();
  if (on) asked.set("on", on);
  const topics = listedTopics();
  if (topics !== null) asked.set("topics", topics);
  const changes = listedChanges();
  if (changes !== null) asked.set("changes", changes);
  return asked.size === 0 ? "/api/me" : `/api/me?${asked}`;
}

/**
 * Checks whether this browser may have a session: the server sets and deletes this cookie together with the
 * session's own.
 */
function mayHaveSession(): boolean {
  return /(?:^|; )(?:__Host-)?octopus-in=1(?:;|$)/.test(document.cookie);
}

function showMember(template: HTMLTemplateElement, member: NonNullable<Me["member"]>): void {
  const corner = template.content.cloneNode(true) as DocumentFragment;
  for (const name of corner.querySelectorAll("[data-name]")) name.textContent = member.displayName;
  for (const mark of corner.querySelectorAll("[data-initials]")) mark.textContent = member.initials;
  for (const item of corner.querySelectorAll<HTMLElement>("[data-role]")) {
    const roles = (item.dataset.role ?? "").split(" ");
    if (!roles.some((role) => member.roles.includes(role))) item.remove();
  }
  for (const link of corner.querySelectorAll<HTMLAnchorElement>("[data-contributions]")) {
    link.href += encodeURIComponent(member.handle);
  }
  const visitor = [...document.querySelectorAll<HTMLElement>("[data-visitor]")];
  visitor.find((link) => link.closest(".tools"))?.before(corner);
  for (const link of visitor) link.remove();
  // A member's search also finds content for members.
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-own-action]"))
    form.action = form.dataset.ownAction ?? form.action;
  // As on a member's own pages: each form names its member, in case another signs in before it is sent.
  nameMember(document, member.drawnFor);
}

/** Names the member in the forms of a part of the page. */
export function nameMember(part: Document | DocumentFragment, drawnFor: string): void {
  const forms = part instanceof Document ? 'main form[method="post"]' : 'form[method="post"]';
  for (const form of part.querySelectorAll<HTMLFormElement>(forms)) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "drawn-for", value: drawnFor });
    form.append(field);
  }
}

/** Makes "Sign in" return to this page. */
function bringSignInBack(): void {
  const link = document.querySelector<HTMLAnchorElement>("a[data-next]");
  if (!link || location.pathname === link.pathname) return;
  link.search = `?next=${encodeURIComponent(location.pathname + location.search)}`;
}
