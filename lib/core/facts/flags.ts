/** `subjectId`: the thing that was flagged, of any `kind`. */
interface FlagFact {
  pageId?: string;
  kind: string;
  subjectId: string;
  caseId: string;
  /** People who reported it at `/report` get a mail about it. */
  isReported?: true;
}

/** Facts about flags. They contain no words of members. `authorIds`: whose the thing is. */
export interface FlagFacts {
  /** `code`: the reason, from the list of reasons. */
  "flag.raised": FlagFact & { code: string };
  /** Flags hid a thing before a moderator looked at it. */
  "flag.hid": FlagFact & { authorIds: string[] };
  /** A moderator reserved a case, or released it. */
  "flag.claimed": FlagFact & { isClaimed: boolean };
  "flag.decided": FlagFact & { outcome: string; authorIds: string[] };
  /** The author edited a thing that flags had hidden, and it is visible again. */
  "flag.returned": FlagFact;
  "flag.appealed": FlagFact;
  /** Somebody reported content at `/report`; it joins a case once they have confirmed their address. */
  "report.sent": { reportId: string; ground: string };
  "report.confirmed": FlagFact & { reportId: string; ground: string };
  /** They asked for another look at a dismissed report. */
  "report.complained": FlagFact & { reportId: string };
  "flag.appeal-decided": FlagFact & { outcome: string; authorIds: string[] };
}
