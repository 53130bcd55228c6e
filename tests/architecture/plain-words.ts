/*
 * Words that the texts of the product do not use in a certain sense, because readers in a hurry, or whose language is
 * another, stumble over them. "May" for "can" belongs to them as well, but only a reader can tell it from permission.
 */

/** A word in the sense to avoid, and what to write instead. The words around it tell the sense. */
export const FORBIDDEN: readonly (readonly [word: RegExp, instead: string])[] = [
  [/\b(?:stands?|stood|standing)\b/gi, "be, apply, remain, status"],
  [/\b(?:lie|lies|lain|lying)\b/gi, "be, be in"],
  [/\b(?:holds?|held|holding)\b/gi, "contain, have, apply, compare"],
  [/\b(?:go|goes|going|gone|went)\b/gi, "be deleted, be sent, continue"],
  [/\b(?:come|comes|coming|came)\b/gi, "be published, arrive, follow"],
  [/\bwho(?:so)?ever\b/gi, "anyone who, the person who, you"],
  [/(?<=^|[.!?:;] )Who (?:is|has|goes|wants|wrote|writes)\b[^.?]*\./g, "members who, the person who"],
  [/\b(?:told|tells? of|telling of)\b/gi, "notify, show, say"],
  [/\b(?:hears?|heard)\b/gi, "be notified, learn"],
  [/\bgiv(?:e|es|en|ing) (?:(?:the|your|their|its) )?word\b/gi, "confirm"],
  [/\bmend(?:s|ed|ing)?\b/gi, "fix, correct"],
  [/\banew\b/gi, "again"],
  [/\bkept (?:in|on|here|there|elsewhere|by|drawn|as)\b/gi, "saved, stored"],
  [
    /\b(?:keeps?|keeping|kept) (?:(?:a|an|no|this|that|the|your|their|its|each|as many) )?(?:search|searches|copy|copies|lists?|records?|notes?|hash|hashes)\b/gi,
    "save, store",
  ],
  [/\bsearch(?:es)?(?: \w+){0,3} (?:keep|kept)\b/gi, "save"],
  [
    /\b(?:is|are|was|were|be|been|not) taken(?=$|[.,;:)]| (?:back|away|here|at once|again|nowhere)\b)/gi,
    "accept, remove",
  ],
  [/\btakes? (?:no|new)\b/gi, "accept"],
  [/\bpass(?:es|ed|ing)? over\b/gi, "skip"],
  [
    /\b(?:broken|slow|bad) lines?\b|\bwithout a line\b|\bthe line (?:broke|is back|comes back)\b/gi,
    "connection",
  ],
  [/\bbin(?:s|ned)?\b/gi, "trash"],
  [/\bnobody\b/gi, "no member, only …, you cannot"],
  [
    /(?<!\bthere )\b(?:is|are|was|were) no\b(?! (?:longer|later|larger|smaller|more than|less than)\b)/gi,
    "is not a",
  ],
  [/\b(?:a|each|every|another|one|this) material\b/gi, "training material, this resource"],
  [/\b(?:have|has|had|having) (?:somebody|someone)\b/gi, "ask someone to"],
];

/** Places where such a word is the usual one, and why. */
export const ALLOWED: readonly (readonly [use: RegExp, why: string])[] = [
  [/\bstand-?alone\b/gi, "a tool or device that needs no other"],
  [/\bstands? for (?:election|re-election)\b/gi, "to be a candidate"],
  [/\bstands? for\b/gi, "what an abbreviation or a symbol means"],
  [/\blong-standing\b/gi, "old"],
  [/\bstanding (?:page|pages|committee|orders?)\b/gi, "one that is always there"],
  [/\bstill-?standing\b/gi, "not overturned, of a judgment"],
  [
    /\bholds? (?:liable|responsible|accountable)\b|\bheld (?:\w+ )?(?:liable|responsible|accountable)\b/gi,
    "liability",
  ],
  [
    /\b(?:hold|holds|held|holding) (?:a|an|the|its|their|this|that|any|such a|such) (?:[\w-]+ )?(?:roles?|office|course|courses|meetings?|hearings?|session|sessions|training|workshop|workshops|mouse|key|keys|locks?|passkey|private key)\b/gi,
    "to have an office, to run an event, to have a thing in one’s hands, to have a lock of the database",
  ],
  [
    /\b(?:meetings?|courses?|conference|workshops?|hearings?|trainings?) (?:\w+ )?(?:is|are|was|were) held\b/gi,
    "to run an event",
  ],
  [/\bcourses? (?:that )?\w+ held\b/gi, "to run a course"],
  [/\b(?:go|goes|going|went|gone) (?:to|back|through|beyond|ahead|straight)\b/gi, "to move there"],
  [/\b(?:go|goes|went) stale\b/gi, "the usual word for a stored page"],
  [/\bproblem-gone\b/gi, "an anchor of a page"],
  [/\bwent wrong\b|\bgoes wrong\b|\bgo wrong\b/gi, "to fail"],
  [/\bgoing on\b/gi, "under way"],
  [/\b(?:come|comes|coming|came) (?:from|with)\b/gi, "origin, or what is delivered together"],
  [/\b(?:come|comes|coming|came) (?:in)?to (?:force|effect)\b|\bcoming into force\b/gi, "a law"],
  [/\b(?:come|comes|came) (?:first|second|last|next|before|after)\b/gi, "order in a list"],
  [/\b(?:come|comes|came) back\b/gi, "to return to a page"],
  [/\bheard (?:as (?:a )?witness|by (?:a|the) (?:court|judge))\b/gi, "a hearing in court"],
  [/\b(?:seen or heard|hear the sound|heard and seen)\b/gi, "sound"],
  [/\btaken (?:already|down)\b/gi, "a name in use; content removed by order"],
  [/\bthe line\b(?= (?:WEBVTT|of|with|that))/gi, "a line of text"],
];
