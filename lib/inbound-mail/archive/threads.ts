import type { ArchivedHead } from "./read-archived";

/** Days within which a mail without a reference belongs to an earlier one with the same subject. */
const DAYS = 60;

/** A thread: its first mail, and what each mail answers. */
export interface Thread {
  mails: [ArchivedHead, ...ArchivedHead[]];
  /** The mail that one answers, by id. */
  parents: ReadonlyMap<string, string>;
}

/** A subject without what programs put before it: "Re:", "Fwd:", "[list]". */
export function bareSubject(subject: string): string {
  let bare = subject.trim();
  for (let n = 0; n < 10; n += 1) {
    const less = bare
      .replace(/^(?:re|fwd?|aw|wg|tr|rép|sv|vs|رد)(?:\[\d{1,3}\])?\s?:\s?/iu, "")
      .replace(/^\[[^\]]{1,60}\]\s?/u, "");
    if (less === bare) break;
    bare = less;
  }
  return bare.trim();
}

/** Whether a subject says that the mail answers another one. */
const isAnswer = (subject: string): boolean =>
  /^(?:\[[^\]]{1,60}\]\s?)?(?:re|aw|rép|sv|رد)(?:\[\d{1,3}\])?\s?:/iu.test(subject.trim());

/**
 * Puts mails in threads by `In-Reply-To` and `References`; one without them by its subject. References in a circle end where
 * the circle begins. Threads and their mails are in the order of their times.
 */
export function threadsOf(heads: readonly ArchivedHead[]): Thread[] {
  const byTime = [...heads].sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
  const there = new Map(byTime.map((head) => [head.id, head]));
  const parents = new Map<string, string>();
  const bySubject = new Map<string, ArchivedHead>();
  for (const head of byTime) {
    const subject = bareSubject(head.subject).toLocaleLowerCase();
    const parent =
      parentOf(head, there) ?? (head.answers.length === 0 ? sameSubject(head, bySubject.get(subject)) : null);
    if (parent !== null && parent !== head.id) parents.set(head.id, parent);
    if (!bySubject.has(subject) || !isAnswer(head.subject)) bySubject.set(subject, head);
  }
  const threads = new Map<string, ArchivedHead[]>();
  const roots = new Map<string, string>();
  for (const head of byTime) {
    const root = rootOf(head.id, parents, roots);
    const mails = threads.get(root) ?? [];
    threads.set(root, mails);
    mails.push(head);
  }
  return [...threads.values()].flatMap(([first, ...others]) =>
    first ? [{ mails: [first, ...others] as Thread["mails"], parents }] : [],
  );
}

/** The nearest answered mail that is in the archive, or else the first one of the thread, which is in none. */
function parentOf({ answers }: ArchivedHead, there: ReadonlyMap<string, ArchivedHead>): string | null {
  return answers.find((id) => there.has(id)) ?? answers.at(-1) ?? null;
}

function sameSubject(head: ArchivedHead, earlier: ArchivedHead | undefined): string | null {
  if (!earlier || bareSubject(head.subject) === "" || !isAnswer(head.subject)) return null;
  return head.at.getTime() - earlier.at.getTime() <= DAYS * 86_400_000 ? earlier.id : null;
}

/**
 * Follows what a mail answers to where that ends. In a circle, the smallest id of it is the end for each of its mails.
 * `roots`: what was found before.
 */
function rootOf(id: string, parents: ReadonlyMap<string, string>, roots: Map<string, string>): string {
  const way = new Set<string>();
  let at = id;
  while (!roots.has(at) && !way.has(at)) {
    way.add(at);
    at = parents.get(at) ?? at;
  }
  const root = roots.get(at) ?? [...circleFrom(at, parents)].sort()[0] ?? at;
  for (const one of way) roots.set(one, root);
  return root;
}

function circleFrom(id: string, parents: ReadonlyMap<string, string>): Set<string> {
  const circle = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !circle.has(at); at = parents.get(at))
    circle.add(at);
  return circle;
}
