import { CONVENTION, REPORT, type SeedDocument } from "./document";

/** Articles 16, 17, 29, 30 and 35 of the Convention, in the order in which a request is made. */
export const PRESERVATION_CHECKLIST: SeedDocument = {
  name: "preservation-request-checklist",
  title: "Preservation request: checklist",
  subtitle: "From the decision to preserve to the request for the data, under Articles 16, 17, 29 and 30",
  language: "en",
  asOf: "2026-01-15",
  blocks: [
    {
      text: "Preservation keeps stored data as they are until somebody with the power to do so decides whether they are handed over. It discloses nothing by itself, so it can be fast. Use it as soon as there is reason to think that data may be lost or changed; do not wait until the request for the data themselves is ready.",
    },
    { heading: "1. Before you write" },
    {
      checks: [
        "The data exist already. The Convention’s preservation is for stored data; it does not order anyone to start collecting.",
        "You can name what is to be kept: account, address, file, IP address with time, message identifier.",
        "You know who holds it, or where the system is, as far as that can be known.",
        "There is a reason to believe that the data are particularly vulnerable to loss or modification (Article 16, paragraph 1). Write it down.",
        "You know your own power: which provision of domestic law, who signs, and whether a court is needed. Articles 14 and 15 apply to it.",
        "If the holder is in your country, continue with part 2; if abroad, with part 4.",
      ],
    },
    { heading: "2. Domestic order (Article 16)" },
    {
      checks: [
        "Legal basis, authority and case number",
        "The person in possession or control of the data, with an address at which they can be reached now",
        "The specified data, with account identifiers exactly as they are written, and the period",
        "Each time with its date and its offset from UTC, and the clock that it was read from",
        "How long: as long as is necessary, up to ninety days; say whether it can be renewed and until when a renewal must come",
        "That the order itself is to be kept confidential, for how long, and under which provision (Article 16, paragraph 3)",
        "A contact who answers technical questions, and how the holder confirms in writing that the data are preserved",
      ],
    },
    { heading: "3. When several providers carried the communication (Article 17)" },
    {
      checks: [
        "Preservation of the traffic data is ordered from each provider that took part, whether there is one or more",
        "The first provider discloses at once as much traffic data as is needed to find the other providers and the path",
        "The next provider is served before its data are gone: ask each how long it keeps them",
      ],
    },
    { heading: "4. Request to another Party (Article 29)" },
    {
      text: "The request goes to the point of contact of the 24/7 Network (Article 35) or by another channel that the requested Party accepts. Paragraph 2 says what it must specify:",
    },
    {
      checks: [
        "The authority that seeks the preservation",
        "The offence that is investigated or prosecuted, and a brief summary of the facts",
        "The stored data to be preserved, and what they have to do with the offence",
        "Any information that identifies the custodian of the data or the location of the computer system",
        "Why preservation is necessary",
        "That your Party intends to submit a request for mutual assistance to search, access, seize, secure or disclose the data",
      ],
    },
    {
      note: "Dual criminality is not a condition for preservation (Article 29, paragraph 3). A Party may have reserved otherwise for offences outside Articles 2 to 11 (paragraph 4): look at its reservations before you write. Beyond that, only a political offence, or prejudice to sovereignty, security, public order or other essential interests, are grounds for refusal (paragraph 5).",
    },
    { heading: "5. After it was sent" },
    {
      checks: [
        "Acknowledged, and by whom. Ask for the day on which preservation ends.",
        "The end is in your calendar, with a reminder two weeks before it. Preservation under Article 29 lasts at least sixty days, so that the request for assistance can be submitted; once that has come, the data are kept until it is decided (paragraph 7).",
        "The request for mutual assistance is on its way (Article 31), or the domestic production order or search is (Articles 18 and 19).",
        "If the requested Party finds that a provider in a third State took part, it discloses enough traffic data to identify that provider and the path (Article 30). Serve that one as well.",
        "If the requested Party warns that preservation may not secure the data, or may harm your investigation’s confidentiality, you decide whether it goes ahead all the same (Article 29, paragraph 6).",
        "Renewal asked for in time, or the data released when they are not needed any more.",
      ],
    },
    { heading: "What most often goes wrong" },
    {
      table: {
        head: ["What is missing", "What to do"],
        widths: [1, 1.6],
        rows: [
          [
            "The time zone",
            "Give every time with its offset, such as 2026-01-15 14:03:22 +01:00, or in UTC.",
          ],
          [
            "The right addressee",
            "Ask which legal entity holds the data. It may not be the one whose name is on the service.",
          ],
          ["A limit", "Name accounts and periods. “All data of the user” is refused or comes late."],
          ["The follow-up", "Without a request for the data, preservation ends and the data are deleted."],
          [
            "A word on confidentiality",
            "Say whether the user may be notified. Some holders notify users unless the law forbids it.",
          ],
        ],
      },
    },
  ],
  sources: [
    `${CONVENTION}, Articles 14 to 19, 29 to 31 and 35`,
    `${REPORT}, on those articles`,
    "T-CY(2018)11, template for a request under Articles 29 and 30, Cybercrime Convention Committee",
  ],
};
