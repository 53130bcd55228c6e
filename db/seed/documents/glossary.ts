import { CONVENTION, SECOND_PROTOCOL, type SeedDocument } from "./document";

/** English, French, and the meaning: terms of the Convention where it has them. */
const TERMS: readonly (readonly [en: string, fr: string, meaningEn: string, meaningFr: string])[] = [
  [
    "24/7 Network",
    "Réseau 24/7",
    "Points of contact of the Parties that answer at any hour (Article 35).",
    "Points de contact des Parties joignables à toute heure (article 35).",
  ],
  [
    "central authority",
    "autorité centrale",
    "The authority that sends and answers requests for mutual assistance where no other treaty applies (Article 27).",
    "L’autorité qui envoie les demandes d’entraide et y répond en l’absence d’un autre traité (article 27).",
  ],
  [
    "chain of custody",
    "chaîne de conservation de la preuve",
    "The record of who had an item of evidence, when, and what they did with it.",
    "La trace de qui a détenu un élément de preuve, quand, et ce qu’il en a fait.",
  ],
  [
    "computer data",
    "données informatiques",
    "Facts, information or concepts in a form that a computer system can process, programs included (Article 1.b).",
    "Faits, informations ou concepts sous une forme qui se prête au traitement informatique, y compris les programmes (article 1.b).",
  ],
  [
    "computer system",
    "système informatique",
    "A device, or devices that are connected, of which at least one processes data automatically by a program (Article 1.a).",
    "Un dispositif, ou des dispositifs reliés, dont au moins un traite des données automatiquement selon un programme (article 1.a).",
  ],
  [
    "computer-related forgery",
    "falsification informatique",
    "Making data inauthentic so that they are taken as authentic for legal purposes (Article 7).",
    "Rendre des données non authentiques pour qu’elles soient prises en compte à des fins légales comme si elles l’étaient (article 7).",
  ],
  [
    "computer-related fraud",
    "fraude informatique",
    "Causing loss of property by changing data or interfering with a system, for gain (Article 8).",
    "Causer un préjudice patrimonial en modifiant des données ou en intervenant dans un système, pour un gain (article 8).",
  ],
  [
    "conditions and safeguards",
    "conditions et sauvegardes",
    "What limits and controls the powers: rights, proportionality, supervision, grounds, limits of scope and duration (Article 15).",
    "Ce qui encadre les pouvoirs : droits, proportionnalité, contrôle, motifs, limites (article 15).",
  ],
  [
    "content data",
    "données relatives au contenu",
    "What a communication says, as opposed to traffic data; the Convention does not define it.",
    "Ce que dit une communication, par opposition aux données relatives au trafic ; la Convention ne le définit pas.",
  ],
  [
    "data interference",
    "atteinte à l’intégrité des données",
    "Damaging, deleting, deteriorating, altering or suppressing data without right (Article 4).",
    "Endommager, effacer, détériorer, altérer ou supprimer des données sans droit (article 4).",
  ],
  [
    "dual criminality",
    "double incrimination",
    "That an act is an offence under the law of both Parties.",
    "Le fait qu’un acte soit une infraction dans le droit des deux Parties.",
  ],
  [
    "expedited disclosure",
    "divulgation rapide",
    "Giving out preserved traffic data at once, as far as needed to identify the providers and the path (Articles 17 and 30).",
    "Remettre sans délai des données de trafic conservées, dans la mesure nécessaire pour identifier les fournisseurs et la voie (articles 17 et 30).",
  ],
  [
    "expedited preservation",
    "conservation rapide",
    "Making sure, quickly, that stored data are not changed or deleted (Articles 16 and 29).",
    "Faire conserver en l’état et rapidement des données stockées (articles 16 et 29).",
  ],
  [
    "first responder",
    "primo-intervenant",
    "The first person at the scene or at the device.",
    "La première personne sur les lieux ou devant l’appareil.",
  ],
  [
    "hash value",
    "empreinte numérique (hachage)",
    "A short number computed from data; if one bit changes, so does it.",
    "Un nombre court calculé à partir de données : si un seul bit change, il change aussi.",
  ],
  [
    "illegal access",
    "accès illégal",
    "Entering a computer system, or part of it, without right (Article 2).",
    "Accéder sans droit à tout ou partie d’un système informatique (article 2).",
  ],
  [
    "illegal interception",
    "interception illégale",
    "Intercepting non-public transmissions of data by technical means without right (Article 3).",
    "Intercepter sans droit, par des moyens techniques, des transmissions non publiques de données (article 3).",
  ],
  [
    "interception of content data",
    "interception de données relatives au contenu",
    "Collecting the content of named communications in real time, for serious offences (Article 21).",
    "Collecter en temps réel le contenu de communications précises, pour des infractions graves (article 21).",
  ],
  [
    "joint investigation team",
    "équipe commune d’enquête",
    "Authorities of several Parties who investigate together by agreement (Second Protocol, Article 12).",
    "Des autorités de plusieurs Parties qui enquêtent ensemble par accord (Deuxième Protocole, article 12).",
  ],
  [
    "misuse of devices",
    "abus de dispositifs",
    "Making, selling, procuring or having tools or passwords for the offences of Articles 2 to 5 (Article 6).",
    "Produire, vendre, obtenir ou détenir des outils ou des mots de passe pour les infractions des articles 2 à 5 (article 6).",
  ],
  [
    "mutual assistance",
    "entraide",
    "Help between Parties for investigations and evidence (Articles 25 to 34).",
    "L’aide entre Parties pour les enquêtes et les preuves (articles 25 à 34).",
  ],
  [
    "production order",
    "injonction de produire",
    "An order to hand over specified data, or subscriber information of a service offered on the territory (Article 18).",
    "L’ordre de remettre des données précises, ou des données d’abonnés d’un service offert sur le territoire (article 18).",
  ],
  [
    "real-time collection of traffic data",
    "collecte en temps réel des données relatives au trafic",
    "Recording traffic data of named communications as they happen (Article 20).",
    "Enregistrer les données de trafic de communications précises à mesure qu’elles ont lieu (article 20).",
  ],
  [
    "search and seizure of stored computer data",
    "perquisition et saisie de données informatiques stockées",
    "Searching systems and media, and securing, copying or making data inaccessible (Article 19).",
    "Perquisitionner systèmes et supports, et saisir, copier ou rendre inaccessibles des données (article 19).",
  ],
  [
    "service provider",
    "fournisseur de services",
    "An entity that lets users communicate by a computer system, or processes or stores data for such a service (Article 1.c).",
    "Celui qui permet de communiquer au moyen d’un système informatique, ou traite ou stocke des données pour un tel service (article 1.c).",
  ],
  [
    "spontaneous information",
    "information spontanée",
    "Information that a Party gives without having been asked (Article 26).",
    "Une information qu’une Partie communique sans demande préalable (article 26).",
  ],
  [
    "subscriber information",
    "données relatives aux abonnés",
    "What a provider knows about its subscribers, other than traffic data and content: identity, service, payment, place of equipment (Article 18, paragraph 3).",
    "Ce qu’un fournisseur détient sur ses abonnés, hors trafic et contenu : identité, service, paiement, lieu de l’équipement (article 18, paragraphe 3).",
  ],
  [
    "system interference",
    "atteinte à l’intégrité du système",
    "Seriously hindering a system by entering, damaging or suppressing data, without right (Article 5).",
    "Entraver gravement un système en introduisant, endommageant ou supprimant des données, sans droit (article 5).",
  ],
  [
    "traffic data",
    "données relatives au trafic",
    "Data about a communication that a system makes as part of its chain: origin, destination, route, time, date, size, duration, kind of service (Article 1.d).",
    "Données sur une communication, produites par un système de la chaîne : origine, destination, itinéraire, heure, date, taille, durée, type de service (article 1.d).",
  ],
  [
    "trans-border access",
    "accès transfrontière",
    "Access to data abroad without asking the other Party: public data, or with lawful and voluntary consent (Article 32).",
    "L’accès à des données à l’étranger sans autorisation de l’autre Partie : données publiques, ou consentement légal et volontaire (article 32).",
  ],
];

/** The glossary, sorted by one language. */
export function glossary(language: "en" | "fr"): SeedDocument {
  const isFrench = language === "fr";
  const rows = TERMS.map(([en, fr, meaningEn, meaningFr]) =>
    isFrench ? [fr, en, meaningFr] : [en, fr, meaningEn],
  ).sort(([a = ""], [b = ""]) => a.localeCompare(b, language));
  return {
    name: isFrench ? "glossaire-francais-anglais" : "glossary-english-french",
    title: isFrench ? "Glossaire français – anglais" : "Glossary, English and French",
    subtitle: isFrench
      ? "Cybercriminalité et preuve électronique : les mots de la Convention, expliqués"
      : "Cybercrime and electronic evidence: the words of the Convention, explained",
    language,
    asOf: "2026-01-15",
    blocks: [
      {
        text: isFrench
          ? "Les deux textes de la Convention font également foi ; lorsqu’elle emploie un terme, nous le reprenons. Les explications sont les nôtres : plus courtes que les définitions, elles n’ont pas de valeur juridique."
          : "Both texts of the Convention are equally authentic; where it has a term, we use it. The explanations are ours: they are shorter than the definitions and have no legal force.",
      },
      {
        table: {
          head: isFrench ? ["Français", "Anglais", "Sens"] : ["English", "French", "Meaning"],
          widths: [1, 1, 2],
          rows,
        },
      },
    ],
    sources: isFrench
      ? [
          "Convention sur la cybercriminalité, Budapest, 23 novembre 2001 (STCE 185)",
          "Deuxième Protocole additionnel, Strasbourg, 12 mai 2022 (STCE 224)",
        ]
      : [CONVENTION, SECOND_PROTOCOL],
  };
}
