import { CONVENTION, REPORT, SECOND_PROTOCOL, type SeedDocument } from "./document";

/** Article 15, power by power. */
export const SAFEGUARDS_CARD: SeedDocument = {
  name: "article-15-safeguards-card",
  title: "Article 15: conditions and safeguards",
  subtitle: "For those who order, carry out or review the use of a procedural power",
  language: "en",
  asOf: "2026-01-15",
  blocks: [
    {
      text: "Article 15 applies to every power of Articles 16 to 21. The Convention does not set one safeguard for all of them: the law of each Party does, as the article requires. The more intrusive a power, the stronger its safeguards must be.",
    },
    { heading: "What Article 15 requires" },
    {
      table: {
        head: ["Paragraph", "In short", "Ask yourself"],
        widths: [0.7, 1.6, 1.6],
        rows: [
          [
            "1",
            "Powers are established and used under conditions and safeguards of domestic law that protect human rights and liberties adequately, among them the European Convention of 1950 and the International Covenant on Civil and Political Rights of 1966 for those bound by them. Proportionality is part of it.",
            "Which provision gives the power? Which right does it touch? Is there a lesser means that would do?",
          ],
          [
            "2",
            "As appropriate to the power: judicial or other independent supervision, grounds that justify the use, limits of scope and of duration.",
            "Who, independent of the investigation, decides or reviews? What reason is on file? What is left out, and when does it end?",
          ],
          [
            "3",
            "As far as the public interest allows, above all the sound administration of justice: the effect on rights, responsibilities and legitimate interests of third parties.",
            "Whose data are affected besides the suspect’s? What does it cost the holder? Can it be done with less disruption?",
          ],
        ],
      },
    },
    { heading: "Power by power" },
    {
      table: {
        head: ["Power", "How far it intrudes", "What usually belongs to it"],
        widths: [1.1, 1, 2],
        rows: [
          [
            "Article 16, preservation",
            "Little: nothing is disclosed",
            "Specified data; a limit of ninety days, renewable; confidentiality with an end",
          ],
          [
            "Article 17, partial disclosure of traffic data",
            "Some: only as much as shows the path",
            "No more than identifies providers and path; the rest waits for its own order",
          ],
          [
            "Article 18, production order",
            "Differs: subscriber information less, content more",
            "Specified data in possession or control; a higher authority for what is more sensitive; a legal remedy for the holder",
          ],
          [
            "Article 19, search and seizure",
            "Deep",
            "Prior authorisation, as a rule by a court; limits to what is searched for; a record; integrity of the data; privileged material kept apart; return or deletion",
          ],
          [
            "Article 20, traffic data in real time",
            "Deep, in time and in reach",
            "Named communications; a limit of time; offences as the Party has declared (Article 14, paragraph 3); confidentiality",
          ],
          [
            "Article 21, interception of content",
            "Deepest",
            "Serious offences as domestic law determines; prior judicial authority; last resort; a limit of time; destruction of what is not used; notice afterwards where the law requires it",
          ],
        ],
      },
    },
    { heading: "Before signing" },
    {
      checks: [
        "The offence is one for which this power may be used (Article 14, paragraph 2, with its reservations)",
        "The legal basis is named, accessible and foreseeable",
        "The facts that justify it are written down, not only the offence",
        "A lesser measure was considered, and why it does not suffice",
        "Persons, accounts, systems, kinds of data and period are limited",
        "The person who authorises is competent and as independent as the law requires",
        "Data of third parties, and what is protected by profession or privilege, are provided for",
        "What happens with what is not needed: return, deletion, by when",
        "Whether and when the person concerned is notified, and what remedy there is",
        "A record lets somebody else see later what was done, by whom and when",
      ],
    },
    {
      note: "A measure requested from abroad is carried out under the safeguards of the requested Party (Article 25, paragraph 4). Under the Second Protocol, Article 13 applies Article 15 to its measures, and Article 14 adds rules on personal data.",
    },
    { heading: "Three questions for the courtroom" },
    {
      list: [
        "Could somebody outside the investigation have said no, and did they know what they needed to know?",
        "Would the same evidence have been had with less?",
        "Can each step be followed from the record, without the person who took it?",
      ],
    },
  ],
  sources: [
    `${CONVENTION}, Articles 14 to 21 and 25`,
    `${REPORT}, on Articles 14 and 15`,
    `${SECOND_PROTOCOL}, Articles 13 and 14`,
  ],
};
