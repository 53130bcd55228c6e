import { CONVENTION, REPORT, type SeedDocument } from "./document";

/** One day for a group of prosecutors, judges and investigators. */
export const SESSION_PLAN: SeedDocument = {
  name: "electronic-evidence-session-plan",
  title: "Electronic evidence in one day: the trainers’ plan",
  subtitle:
    "Six sessions for prosecutors, judges and investigators, with exercises and notes for the trainer",
  language: "en",
  asOf: "2026-01-15",
  blocks: [
    {
      text: "For up to 24 participants and two trainers, one of them a practitioner of the country. No Internet is needed in the room: printed papers of this library are enough. Times are without breaks; add breaks of fifteen minutes after sessions 1, 2 and 5, and an hour after session 3.",
    },
    { heading: "What participants can do at the end" },
    {
      list: [
        "Tell subscriber information, traffic data and content apart, and name the power for each",
        "Decide on preservation within an hour, and draft the request",
        "Name the safeguards of a power under Article 15, and check an order for them",
        "Follow an item of electronic evidence from the scene to the judgment and find where its custody breaks",
        "Choose the channel for data abroad",
      ],
    },
    { heading: "The day" },
    {
      table: {
        head: ["Session", "Minutes", "Aim", "How"],
        widths: [1.3, 0.6, 1.6, 1.8],
        rows: [
          [
            "1. What electronic evidence is",
            "60",
            "Kinds of data; why it is volatile, copied and found by luck; words of Article 1",
            "Cards with 20 items (a log line, a mail header, a receipt …) are sorted in groups of four; each group defends one choice",
          ],
          [
            "2. The powers",
            "60",
            "Articles 16 to 21 in one picture; what domestic law calls them",
            "The table of articles, beside the country’s profile: groups fill in section numbers and mark gaps",
          ],
          [
            "3. Preserve in an hour",
            "75",
            "A preservation order at home, and a request abroad",
            "Mock case A. The checklist is worked through; two drafts are read out and corrected together",
          ],
          [
            "4. Safeguards",
            "60",
            "Article 15 power by power",
            "A moot: one half asks for a search, one half decides with the card. The grounds are written in three sentences",
          ],
          [
            "5. From the scene to the court",
            "75",
            "Custody, copies, hash values, explanation in plain words",
            "Mock case B, with four mistakes in its record. Find them; cross-examine the trainer as the expert",
          ],
          [
            "6. Data abroad",
            "60",
            "24/7 Network, mutual assistance, direct channels; what may come of reservations",
            "Each group gets another country and plans its route, with what is unknown marked as unknown",
          ],
          [
            "Close",
            "30",
            "What each takes home",
            "Three questions of the test are asked again; one thing that everyone will do differently on Monday",
          ],
        ],
      },
    },
    { heading: "Mock case A: the invoice" },
    {
      text: "A firm paid 84,000 euros into a wrong account after a mail that looked like its supplier’s. The mail was sent at 2026-01-12 09:41:07 +00:00 from a webmail service abroad; its header shows 203.0.113.77 as the address of the sender. On 14 January at noon the firm reports it. The bank stops what is left.",
    },
    {
      list: [
        "What is preserved, with whom, and in which order? What of it may be gone by Friday?",
        "What is asked of the webmail service, and what is wrong with “all data of the account”?",
        "The address is from a range for examples. In a real case, what would that tell you about the document?",
        "Who tells the bank, who the central authority, who the 24/7 point of contact?",
      ],
    },
    { heading: "Mock case B: the telephone" },
    {
      text: "Police take a telephone at a search. The record says: “telephone, black, switched on, seized 18:20”. It was in an officer’s drawer over the weekend. On Monday it was unlocked with a code that the suspect is said to have given, and messages were photographed. The forensic copy was made on Tuesday; its hash value appears only in the report of the following month.",
    },
    {
      list: [
        "Mistakes to be found: it was not shielded from the network and stayed switched on; nobody can say where it was over the weekend; it was looked through before a copy was made, without a record of how the code came; the hash value was not recorded when the copy was made.",
        "For each: what does it do to the evidence, what can still be said, who must say it?",
        "What would a record have looked like that a court follows without asking?",
      ],
    },
    { heading: "Before the day" },
    {
      checks: [
        "The country’s profile is read, and the sections of its law are in the handout",
        "Reservations and declarations of the country, and its 24/7 point of contact, are known",
        "A judge or prosecutor of the country goes through the mock cases and makes them fit",
        "Nothing in the cases is from a real case that can be recognised",
        "Printed for each: checklist, safeguards card, guide to IP addresses, table of articles",
      ],
    },
    { heading: "Test, before and after" },
    {
      list: [
        "A provider says that it keeps connection records for ten days. Today is the eighth. What do you do? (Preserve now; Article 16, abroad 29.)",
        "Does preservation show you the data? (No.)",
        "For how long may an order under Article 16 run? (Up to ninety days, renewable.) And a request under Article 29? (At least sixty days.)",
        "Name two of the safeguards that Article 15, paragraph 2 lists. (Judicial or other independent supervision; grounds; limits of scope and duration.)",
        "An IP address led to a household of five. What is proved? (Which connection was used.)",
      ],
    },
    {
      note: "For the trainer: stay with what the law of the country says. Where it has a gap, say so and write it down; it belongs on the profile of the country as much as in the room.",
    },
  ],
  sources: [`${CONVENTION}, Articles 1, 14 to 21, 25, 27, 29 to 31 and 35`, `${REPORT}, on those articles`],
};
