import { CONVENTION, SECOND_PROTOCOL, type SeedDocument } from "./document";

/** From a number in a log to a subscriber, and what that does not prove. */
export const IP_GUIDE: SeedDocument = {
  name: "ip-address-evidence-guide",
  title: "IP addresses as evidence",
  subtitle: "From a line in a log to a subscriber, and what that proves",
  language: "en",
  asOf: "2026-01-15",
  blocks: [
    {
      text: "An IP address says where packets were sent from or to at a moment. With the right moment it leads to a connection, and the connection to a subscriber. It never names a person by itself. This guide is for first responders, investigators and prosecutors who have an address and need to know what to do next.",
    },
    { heading: "Five things that belong together" },
    {
      checks: [
        "The address, complete: for IPv6 all of it, copied and not typed",
        "The date and the time to the second",
        "The offset from UTC, or that it is UTC",
        "The source port, when the log has one: without it an address that is shared leads to hundreds of subscribers",
        "Where it was seen: which log of whom, what the line records, how its clock was set and how far it was off",
      ],
    },
    { heading: "What sort of address is it?" },
    {
      table: {
        head: ["Address", "What it is", "What it leads to"],
        widths: [1.5, 1.4, 2],
        rows: [
          [
            "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16",
            "Private (RFC 1918)",
            "A device inside a network. Ask whose network; its own logs show more.",
          ],
          [
            "100.64.0.0/10",
            "Shared by a provider’s customers (RFC 6598)",
            "Not to be seen on the Internet. The public address and port behind it count.",
          ],
          ["127.0.0.0/8, ::1", "The device itself", "No other device."],
          [
            "192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32",
            "For examples (RFC 5737, RFC 3849)",
            "Nothing. If it appears in evidence, the evidence was edited or is an example.",
          ],
          ["fe80::/10, fc00::/7", "Link-local and unique local IPv6", "A device inside a network."],
          ["Any other", "Public", "Its holder in the register of its region: see below."],
        ],
      },
    },
    {
      note: "Do not look an address up at a public website from a device of your office, and do not visit it: both can warn the other side. Use the registers, and a separate connection.",
    },
    { heading: "From the address to the holder" },
    {
      list: [
        "Five regional registries give addresses out: AFRINIC, APNIC, ARIN, LACNIC and RIPE NCC. RDAP (RFC 9082 and 9083) and the older WHOIS say who holds a block today.",
        "Addresses change hands. Ask for the holder at the time in your log, and keep the answer with its date.",
        "The holder may be a hosting company, a VPN, a mobile operator or a business. Each has other records; ask which entity has the customer.",
        "A name behind an address (reverse DNS) is a hint that its holder writes as they like.",
      ],
    },
    { heading: "From the holder to the subscriber" },
    {
      checks: [
        "Preserve first: connection records may be kept for days only (Articles 16 and 17; abroad Article 29)",
        "Ask for subscriber information by the order of your law (Article 18, paragraph 1.b): who had this address and port at this time, on which service, since when",
        "For a shared address give the port and the destination, and a window of seconds, not of hours",
        "For IPv6 ask for the subscriber of the prefix, usually a /64 or larger: the second half of the address may change every day (RFC 8981)",
        "Abroad: mutual assistance (Article 31), or where the Second Protocol is in force for both Parties, directly from the provider (its Article 7), as each has declared",
      ],
    },
    { heading: "Times" },
    {
      list: [
        "Write 2026-01-15 14:03:22 +01:00 (ISO 8601). “2 p.m.” is worth nothing at a provider that serves six zones.",
        "Say which clock it was, and compare it with a good one before the device is switched off.",
        "When clocks go back, the same local time occurs twice. Use UTC.",
        "A log may note the beginning or the end of a connection. Ask which.",
      ],
    },
    { heading: "What an address does not prove" },
    {
      table: {
        head: ["Often said", "What is so"],
        widths: [1, 1.7],
        rows: [
          [
            "“The suspect’s IP address”",
            "The address of a connection. Anyone who could use it, at home, in a café or through a device that was taken over, could have done it.",
          ],
          [
            "“It shows where he was”",
            "Geolocation databases guess from where a block is registered or used. They are wrong by a town or a continent.",
          ],
          [
            "“It was Tor or a VPN, so it ends here”",
            "The last address leads to an exit or a server. Payment, account, errors and other services may still lead on.",
          ],
          [
            "“The log says so”",
            "A log is as good as its clock, its configuration and its custody. Somebody must be able to explain all three.",
          ],
        ],
      },
    },
    { heading: "In the file" },
    {
      checks: [
        "The log as it was delivered, unchanged, with its hash value and who delivered it",
        "What was asked for and what was answered, word for word",
        "A table: address, port, time in UTC, source, subscriber, remark",
        "What else ties the person to the connection: device, account, location, messages",
      ],
    },
  ],
  sources: [
    `${CONVENTION}, Articles 1, 16 to 18, 29 and 31`,
    `${SECOND_PROTOCOL}, Articles 6 and 7`,
    "RFC 1918, RFC 3849, RFC 5737, RFC 6598 (ranges of addresses), RFC 8981 (temporary IPv6 addresses)",
    "RFC 6302, Logging Recommendations for Internet-Facing Servers (on source ports and exact times)",
    "RFC 9082 and RFC 9083, Registration Data Access Protocol",
  ],
};
