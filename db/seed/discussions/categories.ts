/** Name of a category and one plain line on what belongs in it. */
interface CategoryText {
  name: string;
  description: string;
}

/** A category of the discussions, as it is seeded. */
interface SeedCategory {
  slug: string;
  icon: string;
  /** Working language of the category; null for a theme, where every language is welcome. */
  language: "en" | "fr" | "ar" | null;
  /** Who may read it, if not everybody: then it is a restricted room. */
  audience?: "members" | "practitioners";
  texts: { en: CategoryText; fr: CategoryText; ar: CategoryText };
}

/** The first categories, in the order of the list: the themes of the field, the working languages, restricted rooms. */
export const SEED_CATEGORIES = [
  {
    slug: "international-cooperation",
    icon: "globe",
    language: null,
    texts: {
      en: {
        name: "International cooperation",
        description: "Preservation abroad, mutual assistance, joint teams and the 24/7 network.",
      },
      fr: {
        name: "Coopération internationale",
        description: "Conservation à l’étranger, entraide judiciaire, équipes communes et réseau 24/7.",
      },
      ar: {
        name: "التعاون الدولي",
        description: "حفظ البيانات في الخارج، والمساعدة القانونية المتبادلة، والفرق المشتركة، وشبكة 24/7.",
      },
    },
  },
  {
    slug: "electronic-evidence",
    icon: "chip",
    language: null,
    texts: {
      en: {
        name: "Electronic evidence",
        description: "Search and seizure, handling, integrity, and use in court.",
      },
      fr: {
        name: "Preuve électronique",
        description: "Perquisition et saisie, traitement, intégrité et production devant le juge.",
      },
      ar: {
        name: "الأدلة الإلكترونية",
        description: "التفتيش والضبط، والتعامل مع الأدلة، وسلامتها، وتقديمها أمام القضاء.",
      },
    },
  },
  {
    slug: "drafting-legislation",
    icon: "scales",
    language: null,
    texts: {
      en: {
        name: "Drafting legislation",
        description: "Wording of offences and powers, bills in progress, several treaties in one law.",
      },
      fr: {
        name: "Rédaction législative",
        description:
          "Formulation des infractions et des pouvoirs, réformes en cours, plusieurs traités dans une même loi.",
      },
      ar: {
        name: "صياغة التشريعات",
        description: "صياغة الجرائم والصلاحيات، ومشاريع القوانين الجارية، وتنفيذ عدة معاهدات في قانون واحد.",
      },
    },
  },
  {
    slug: "crime-proceeds",
    icon: "coins",
    language: null,
    texts: {
      en: {
        name: "Online crime proceeds and virtual currencies",
        description: "Tracing, freezing, seizing and confiscating money and virtual assets.",
      },
      fr: {
        name: "Produits du crime en ligne et monnaies virtuelles",
        description: "Suivre, geler, saisir et confisquer l’argent et les actifs virtuels.",
      },
      ar: {
        name: "عائدات الجريمة عبر الإنترنت والعملات الافتراضية",
        description: "تتبع الأموال والأصول الافتراضية وتجميدها وحجزها ومصادرتها.",
      },
    },
  },
  {
    slug: "reporting-and-statistics",
    icon: "bars",
    language: null,
    texts: {
      en: {
        name: "Reporting mechanisms and statistics",
        description:
          "Platforms for victims, the way from a report to a case, and figures that can be compared.",
      },
      fr: {
        name: "Signalement et statistiques",
        description:
          "Plateformes pour les victimes, du signalement à la procédure, et chiffres que l’on peut comparer.",
      },
      ar: {
        name: "آليات التبليغ والإحصاءات",
        description: "منصات التبليغ للضحايا، والطريق من البلاغ إلى القضية، وأرقام قابلة للمقارنة.",
      },
    },
  },
  {
    slug: "service-providers",
    icon: "server",
    language: null,
    texts: {
      en: {
        name: "Cooperation with service providers",
        description: "Requests at home and abroad, emergencies, retention of logs, and agreements.",
      },
      fr: {
        name: "Coopération avec les fournisseurs de services",
        description: "Demandes dans le pays et à l’étranger, urgences, durée des journaux et accords.",
      },
      ar: {
        name: "التعاون مع مقدمي الخدمات",
        description: "الطلبات داخل البلد وخارجه، وحالات الطوارئ، ومدة الاحتفاظ بالسجلات، والاتفاقات.",
      },
    },
  },
  {
    slug: "safeguards",
    icon: "shield",
    language: null,
    texts: {
      en: {
        name: "Safeguards (Article 15)",
        description: "Who authorises and reviews a power, proportionality, data protection and remedies.",
      },
      fr: {
        name: "Garanties (article 15)",
        description:
          "Autorisation et contrôle des pouvoirs, proportionnalité, protection des données et recours.",
      },
      ar: {
        name: "الضمانات (المادة 15)",
        description: "الإذن بالصلاحيات ومراقبتها، والتناسب، وحماية البيانات، وسبل الانتصاف.",
      },
    },
  },
  {
    slug: "judicial-and-police-training",
    icon: "cap",
    language: null,
    texts: {
      en: {
        name: "Judicial and police training",
        description: "Curricula, trainers, exercises and how to measure what was learned.",
      },
      fr: {
        name: "Formation des magistrats et de la police",
        description: "Programmes, formateurs, exercices et évaluation des acquis.",
      },
      ar: {
        name: "تدريب القضاة والشرطة",
        description: "المناهج والمدربون والتمارين وقياس ما تعلّمه المشاركون.",
      },
    },
  },
  {
    slug: "strategies-and-policies",
    icon: "flag",
    language: null,
    texts: {
      en: {
        name: "Strategies and policies",
        description: "National strategies, specialised units, coordination and budgets.",
      },
      fr: {
        name: "Stratégies et politiques",
        description: "Stratégies nationales, unités spécialisées, coordination et budgets.",
      },
      ar: {
        name: "الاستراتيجيات والسياسات",
        description: "الاستراتيجيات الوطنية، والوحدات المتخصصة، والتنسيق، والميزانيات.",
      },
    },
  },
  {
    slug: "about-this-platform",
    icon: "info",
    language: null,
    texts: {
      en: {
        name: "About this platform",
        description: "Questions, ideas and problems concerning this site.",
      },
      fr: {
        name: "À propos de cette plateforme",
        description: "Questions, idées et problèmes concernant ce site.",
      },
      ar: {
        name: "عن هذه المنصة",
        description: "أسئلة وأفكار ومشكلات تخص هذا الموقع.",
      },
    },
  },
  {
    slug: "en-francais",
    icon: "speech",
    language: "fr",
    texts: {
      en: {
        name: "En français",
        description: "Exchange in French, on every theme.",
      },
      fr: {
        name: "En français",
        description: "Échanges en français, sur tous les thèmes.",
      },
      ar: {
        name: "En français",
        description: "نقاش باللغة الفرنسية في جميع المواضيع.",
      },
    },
  },
  {
    slug: "bil-arabiyya",
    icon: "speech",
    language: "ar",
    texts: {
      en: {
        name: "بالعربية",
        description: "Exchange in Arabic, on every theme.",
      },
      fr: {
        name: "بالعربية",
        description: "Échanges en arabe, sur tous les thèmes.",
      },
      ar: {
        name: "بالعربية",
        description: "نقاش باللغة العربية في جميع المواضيع.",
      },
    },
  },
  {
    slug: "among-members",
    icon: "person",
    language: null,
    audience: "members",
    texts: {
      en: {
        name: "Among members",
        description: "What members of this site ask each other, without an audience.",
      },
      fr: {
        name: "Entre membres",
        description: "Ce que les membres de ce site se demandent, sans public.",
      },
      ar: {
        name: "بين الأعضاء",
        description: "ما يسأل عنه أعضاء هذا الموقع بعضهم بعضًا، دون جمهور.",
      },
    },
  },
  {
    slug: "among-practitioners",
    icon: "shield",
    language: null,
    audience: "practitioners",
    texts: {
      en: {
        name: "Among practitioners",
        description: "Methods and experience, among verified practitioners and focal points.",
      },
      fr: {
        name: "Entre praticiens",
        description: "Méthodes et expériences, entre praticiens vérifiés et points focaux.",
      },
      ar: {
        name: "بين الممارسين",
        description: "طرائق وخبرات، بين الممارسين المتحقق منهم وجهات الاتصال.",
      },
    },
  },
] as const satisfies readonly SeedCategory[];

/** Slug of a first category. */
export type CategorySlug = (typeof SEED_CATEGORIES)[number]["slug"];
