import type { SearchEntry } from "@/lib/search";
import type { SearchKind } from "@/lib/vocabulary/search-kinds";

/*
 * Posts, materials, texts of files, comments and members in addition to the starting data: what a community
 * with some thousand readers could have written. Invented for these tests; their content is not a source.
 */
interface Fixture {
  /** "post:slug": the kind, and the last part of the address. */
  ref: `${"post" | "comment" | "material" | "file" | "member"}:${string}`;
  language: string;
  title: string;
  /** Topics, authors, and countries by name. */
  about?: string;
  countries?: string[];
  at?: string;
  text: string[];
}

const FIXTURES: Fixture[] = [
  {
    ref: "post:first-hour",
    language: "en",
    title: "The first hour: securing volatile data before the formal request",
    about: "Electronic evidence. Procedural powers. Ana Ferreira",
    at: "2024-03-11",
    text: [
      "Logs rotate, accounts are deleted, phones are reset. Whoever waits for the letter rogatory has usually lost the case. A preservation request costs one page and buys ninety days.",
      "Write down the account, the service, the period and the time zone. Ask for preservation under Article 16 at home, under Article 29 abroad, and say at once that the formal request will follow.",
    ],
  },
  {
    ref: "post:subscriber-information-directly",
    language: "en",
    title: "Asking a foreign provider directly for subscriber information",
    about: "Cooperation with providers. International cooperation",
    at: "2024-09-02",
    text: [
      "Subscriber information is what most requests are about. Many providers answer a foreign authority on a voluntary basis when the request names the legal basis and the offence.",
      "The Second Additional Protocol will turn this practice into a rule: its Article 7 lets a Party order a provider in another Party to disclose subscriber information.",
    ],
  },
  {
    ref: "post:ransomware-hospital",
    language: "en",
    title: "Ransomware in a hospital: what the prosecutor needs from the incident responders",
    about: "Ransomware. Malware. Electronic evidence",
    at: "2023-11-20",
    text: [
      "When the wards go dark, the first task is care. The second is not to destroy the traces: memory images before the machines are switched off, the ransom note, the wallet address, the logs of the firewall.",
      "System interference under Article 5 and extortion usually stand side by side in the indictment.",
    ],
  },
  {
    ref: "post:crypto-tracing",
    language: "en",
    title: "Following bitcoin: tracing and seizing virtual assets",
    about: "Virtual assets. Proceeds from crime",
    at: "2024-05-27",
    text: [
      "The blockchain is public, its users are not. Clustering leads from wallet to wallet until an exchange appears that knows its customer. Then an ordinary production order does the rest.",
      "Seizure needs the key or the cooperation of whoever keeps it. Move the coins to a wallet of the state in the presence of two officers.",
    ],
  },
  {
    ref: "post:bec",
    language: "en",
    title: "Business email compromise: stop the payment first",
    about: "Online fraud. Business email compromise",
    at: "2024-01-15",
    text: [
      "A changed account number on a genuine-looking invoice is all it takes. Call the bank within the hour; most money that comes back comes back on the first day.",
      "The mailbox rules that the fraudster left behind are evidence of illegal access. Preserve them before the mailbox is cleaned.",
    ],
  },
  {
    ref: "post:contact-points-night",
    language: "en",
    title: "A night at a 24/7 point of contact",
    about: "Contact points. International cooperation. Article 35",
    at: "2023-06-19",
    text: [
      "The network of Article 35 is as good as whoever answers the telephone at three in the morning. We counted our requests for a month: half were for preservation, a third for advice, the rest had come to the wrong door.",
    ],
  },
  {
    ref: "post:dark-web-market",
    language: "en",
    title: "Undercover on a dark web market",
    about: "Dark web. Open sources",
    at: "2022-10-03",
    text: [
      "Hidden services hide their address, not their habits. Orders, reviews and the hours of posting say more than any exploit. What an undercover officer may buy, and who must authorise it, differs from country to country.",
    ],
  },
  {
    ref: "post:safeguards-judges",
    language: "en",
    title: "Conditions and safeguards: ten questions for the judge",
    about: "Conditions and safeguards. Data protection. Article 15",
    at: "2024-02-05",
    text: [
      "Article 15 asks for judicial or other independent supervision, for grounds, and for limits of scope and duration. Is the measure necessary, is it proportionate, does a lesser one suffice, who is told and when?",
    ],
  },
  {
    ref: "post:ai-deepfakes",
    language: "en",
    title: "Deepfakes in the courtroom: artificial intelligence and the authenticity of evidence",
    about: "Artificial intelligence. Electronic evidence",
    at: "2025-01-21",
    text: [
      "A voice can be cloned from half a minute of speech. Courts will hear that a recording is false, and sometimes it will be. Keep the chain of custody, the hash values and the original container.",
    ],
  },
  {
    ref: "post:cyberviolence-stalking",
    language: "en",
    title: "Cyberstalking and image-based abuse: offences that the code already knows",
    about: "Cyberviolence. Gender",
    at: "2024-11-25",
    text: [
      "Harassment, threats and the sharing of intimate images without consent rarely need a new statute. They need police officers who take the complaint and know how to secure the messages.",
    ],
  },
  {
    ref: "post:georgia-reform",
    language: "en",
    title: "Georgia: reform of the rules on electronic evidence",
    about: "Legislation. Georgia",
    countries: ["GE"],
    at: "2023-04-12",
    text: [
      "A workshop in Tbilisi went through the draft provisions on the preservation and production of data, article by article. The draft separates subscriber information from traffic data and content for the first time.",
    ],
  },
  {
    ref: "post:nigeria-cybercrimes-act",
    language: "en",
    title: "Nigeria: prosecuting under the Cybercrimes Act",
    about: "Legislation. Online fraud. Nigeria",
    countries: ["NG"],
    at: "2023-08-30",
    text: [
      "Most files concern advance-fee fraud and the takeover of accounts. Prosecutors report that the certificate for computer-generated evidence decides more trials than the substantive offence.",
    ],
  },
  {
    ref: "post:statistics-why",
    language: "en",
    title: "Why we count: criminal justice statistics on cybercrime",
    about: "Statistics",
    at: "2022-05-16",
    text: [
      "Without figures on reports, investigations, prosecutions and convictions no ministry knows whether its strategy works. A guide with a set of indicators is in the library.",
    ],
  },
  {
    ref: "post:directive-2013-40",
    language: "en",
    title: "Ten years of Directive 2013/40/EU on attacks against information systems",
    about: "Legislation. European Union",
    at: "2023-09-04",
    text: [
      "Directive 2013/40/EU set minimum rules for offences and penalties and asked for operational contact points. It borrows its definitions from the Convention on Cybercrime.",
    ],
  },
  {
    ref: "post:conservation-rapide",
    language: "fr",
    title: "La conservation rapide des données : guide pratique pour le parquet",
    about: "Pouvoirs procéduraux. Preuves électroniques",
    at: "2024-04-08",
    text: [
      "La demande de conservation ne préjuge de rien : elle gèle les données pendant que la demande d’entraide judiciaire se prépare. L’article 29 permet de la transmettre par le point de contact 24/7.",
      "Indiquez le compte, la période, le fuseau horaire et l’infraction. Le fournisseur conserve, il ne communique pas encore.",
    ],
  },
  {
    ref: "post:escroqueries-en-ligne",
    language: "fr",
    title: "Escroqueries en ligne : recevoir la plainte de la victime",
    about: "Fraude en ligne",
    at: "2023-12-11",
    text: [
      "La victime a souvent honte. Demandez les captures d’écran, les en-têtes des courriels, les numéros de compte et l’heure exacte des virements. La banque peut parfois rappeler les fonds dans les vingt-quatre heures.",
    ],
  },
  {
    ref: "post:senegal-loi-2016",
    language: "fr",
    title: "Sénégal : ce que la réforme du Code pénal a changé pour la cybercriminalité",
    about: "Législation. Sénégal",
    countries: ["SN"],
    at: "2022-02-14",
    text: [
      "Les infractions informatiques de la loi de 2008 ont été reprises et renumérotées. Avant de citer un article dans une commission rogatoire, il faut consulter le texte consolidé.",
    ],
  },
  {
    ref: "post:protection-enfants",
    language: "fr",
    title: "Protection des enfants : signaler les contenus pédopornographiques",
    about: "Protection de l’enfance",
    at: "2024-06-01",
    text: [
      "Les plateformes de signalement transmettent les adresses et les empreintes des images. L’article 9 de la Convention de Budapest oblige à réprimer la production, la diffusion et la possession.",
    ],
  },
  {
    ref: "post:rancongiciel-mairie",
    language: "fr",
    title: "Rançongiciel : une commune paralysée, et l’enquête qui suit",
    about: "Rançongiciels. Logiciels malveillants",
    at: "2024-10-14",
    text: [
      "Faut-il payer la rançon ? L’enquêteur demande d’abord l’image de la mémoire vive, la note de rançon et les journaux du pare-feu. L’atteinte à l’intégrité du système est constituée dès le chiffrement.",
    ],
  },
  {
    ref: "post:ar-hifz-albayanat",
    language: "ar",
    title: "حفظ البيانات على وجه السرعة: أول خطوة في التحقيق",
    about: "الأدلة الإلكترونية. الصلاحيات الإجرائية",
    at: "2024-03-18",
    text: [
      "تختفي السجلات خلال أيام، ولذلك يبدأ التحقيق بطلب حفظ البيانات قبل طلب المساعدة القانونية المتبادلة. تسمح المادة 29 من اتفاقية بودابست بإرسال الطلب عبر نقطة الاتصال المتاحة على مدار الساعة.",
      "اذكر الحساب والفترة الزمنية والجريمة والأساس القانوني، ولا تنس المنطقة الزمنية.",
    ],
  },
  {
    ref: "post:ar-ihtiyal",
    language: "ar",
    title: "الاحتيال عبر الإنترنت: كيف يستقبل المحقق شكوى الضحية",
    about: "الاحتيال الإلكتروني",
    at: "2023-10-09",
    text: [
      "يطلب المحقق صور الشاشة وأرقام الحسابات المصرفية وساعة التحويل. قد يستطيع المصرف استرداد الأموال في اليوم الأول.",
    ],
  },
  {
    ref: "post:ar-ibtizaz",
    language: "ar",
    title: "الابتزاز الإلكتروني ونشر الصور دون موافقة",
    about: "العنف السيبراني. النوع الاجتماعي",
    at: "2024-07-22",
    text: [
      "تخاف الضحية من الفضيحة أكثر من الجاني. احفظ الرسائل كما هي، ولا تحذف الحساب قبل أن يحصل المحقق على نسخة منه.",
    ],
  },
  {
    ref: "post:ar-maroc-law",
    language: "ar",
    title: "المغرب: القانون الجنائي والمس بنظم المعالجة الآلية للمعطيات",
    about: "التشريع. المغرب",
    countries: ["MA"],
    at: "2022-12-05",
    text: [
      "يعاقب القانون رقم 07-03 على الدخول غير المشروع إلى نظم المعالجة الآلية للمعطيات وعلى عرقلة سيرها. ويناقش هذا المقال تطبيق المحاكم له.",
    ],
  },
  {
    ref: "comment:provider-no-entity",
    language: "en",
    title: "Asking a foreign provider directly for subscriber information",
    about: "Awa Diop",
    at: "2024-09-05",
    text: [
      "We do both on the same day: direct preservation through the provider's portal, then an Article 29 request, since the provider has no local entity here.",
    ],
  },
  {
    ref: "comment:emergency-disclosure",
    language: "en",
    title: "A night at a 24/7 point of contact",
    at: "2023-06-22",
    text: [
      "For threats to life most providers have an emergency disclosure form. Ours was answered in forty minutes.",
    ],
  },
  {
    ref: "material:evidence-guide",
    language: "en",
    title: "Electronic evidence guide: a basic guide for police officers, prosecutors and judges",
    about: "Guide. Electronic evidence. Basic. Police, prosecutors, judges",
    at: "2023-02-01",
    text: [
      "How to identify, secure, copy and present data: at the scene, on live systems, in the cloud and held by third parties. With checklists for search and seizure.",
    ],
  },
  {
    ref: "material:judges-course-basic",
    language: "en",
    title: "Introductory course on cybercrime and electronic evidence for judges and prosecutors",
    about: "Course. Basic. Judges, prosecutors. Training",
    at: "2022-09-01",
    text: [
      "Five days: technology for lawyers, substantive offences of Articles 2 to 12, procedural powers of Articles 16 to 21, international cooperation, a moot court. With trainer's manual, slides and case studies.",
    ],
  },
  {
    ref: "material:first-responder",
    language: "en",
    title: "First responder course: securing digital devices at the scene",
    about: "Course. Police. Forensics",
    at: "2021-05-01",
    text: [
      "Photograph, isolate from the network, keep power, label, seal. What to do with a running computer.",
    ],
  },
  {
    ref: "material:mla-template-29",
    language: "en",
    title: "Template: request for preservation under Articles 29 and 30",
    about: "Template. International cooperation. Mutual legal assistance",
    at: "2018-07-09",
    text: [
      "A form with explanations, in English, French and Spanish, for the expedited preservation of stored computer data held abroad.",
    ],
  },
  {
    ref: "material:sop-seizure",
    language: "en",
    title:
      "Standard operating procedures for the collection, analysis and presentation of electronic evidence",
    about: "Procedures. Forensics. Police",
    at: "2019-09-01",
    text: [
      "A model text that a unit may adopt: roles, chain of custody, hash values, imaging, live forensics, reporting.",
    ],
  },
  {
    ref: "material:osint-manual",
    language: "en",
    title: "Open source intelligence for investigators",
    about: "Manual. Open sources. Police",
    at: "2022-03-01",
    text: [
      "Searching social media, domain registration and archived pages without leaving traces; recording what is found so that a court accepts it.",
    ],
  },
  {
    ref: "material:darknet-course",
    language: "en",
    title: "Dark web and virtual currencies: intermediate course for investigators",
    about: "Course. Intermediate. Dark web. Virtual assets",
    at: "2021-11-01",
    text: [
      "Onion routing, markets, cryptocurrency wallets, tracing of transactions, seizure. Exercises on a closed network.",
    ],
  },
  {
    ref: "material:legislative-drafting",
    language: "en",
    title: "Drafting cybercrime legislation in line with the Convention: a handbook for ministries",
    about: "Handbook. Legislation. Ministries",
    at: "2020-06-01",
    text: [
      "Article by article: what each offence and each power requires, options that the treaty leaves open, and questions to ask of the existing code.",
    ],
  },
  {
    ref: "material:glossary-fr-en",
    language: "en",
    title: "Glossary of cybercrime and electronic evidence, English and French",
    about: "Glossary. Translation",
    at: "2024-01-10",
    text: [
      "Two hundred terms with their equivalents: traffic data, données relatives au trafic; subscriber information, données relatives aux abonnés.",
    ],
  },
  {
    ref: "material:formation-magistrats",
    language: "fr",
    title: "Formation initiale des magistrats : cybercriminalité et preuves électroniques",
    about: "Cours. Magistrats. Formation",
    at: "2022-10-01",
    text: [
      "Cinq jours, avec manuel du formateur, diapositives et études de cas. Infractions, pouvoirs procéduraux, coopération internationale, procès simulé.",
    ],
  },
  {
    ref: "material:modele-demande-29",
    language: "fr",
    title: "Modèle de demande de conservation au titre des articles 29 et 30",
    about: "Modèle. Coopération internationale. Entraide judiciaire",
    at: "2018-07-09",
    text: [
      "Formulaire commenté pour demander la conservation rapide de données informatiques stockées à l’étranger.",
    ],
  },
  {
    ref: "material:guide-preuve",
    language: "fr",
    title: "Guide de la preuve électronique pour policiers, procureurs et juges",
    about: "Guide. Preuves électroniques",
    at: "2023-02-01",
    text: [
      "Identifier, saisir, copier et présenter des données : sur les lieux, sur des systèmes en marche, dans le nuage et chez des tiers.",
    ],
  },
  {
    ref: "material:ar-daleel",
    language: "ar",
    title: "دليل الأدلة الإلكترونية للشرطة والنيابة والقضاة",
    about: "دليل. الأدلة الإلكترونية",
    at: "2023-02-01",
    text: ["كيف تحدد البيانات وتضبط وتنسخ وتعرض أمام المحكمة، مع قوائم مراجعة للتفتيش والضبط."],
  },
  {
    ref: "material:ar-tadreeb-qudat",
    language: "ar",
    title: "دورة تمهيدية للقضاة وأعضاء النيابة في الجريمة السيبرانية",
    about: "دورة. تدريب. قضاة",
    at: "2022-09-01",
    text: ["خمسة أيام: التقنية للقانونيين، والجرائم، والصلاحيات الإجرائية، والتعاون الدولي، ومحاكمة صورية."],
  },
  {
    ref: "material:ar-talab-hifz",
    language: "ar",
    title: "نموذج طلب حفظ البيانات بموجب المادتين 29 و30",
    about: "نموذج. التعاون الدولي. المساعدة القانونية المتبادلة",
    at: "2018-07-09",
    text: ["استمارة مشروحة لطلب الحفظ العاجل لبيانات حاسوبية مخزنة في الخارج."],
  },
  {
    ref: "file:ip-address-guide",
    language: "en",
    title: "ip-address-evidence.pdf",
    about: "IP addresses as evidence: a guide",
    at: "2024-08-01",
    text: [
      "An IP address names a connection, not a person. Behind carrier-grade network address translation a thousand subscribers share one; without the source port and the exact second no provider can tell them apart.",
      "Ask the access provider for the subscriber to whom the address was assigned at that moment, with the time zone written out.",
    ],
  },
  {
    ref: "file:article-15-card",
    language: "en",
    title: "article-15-safeguards-card.pdf",
    about: "Conditions and safeguards: a card for the bench",
    at: "2024-08-01",
    text: [
      "Proportionality. Judicial or other independent supervision. Grounds justifying application. Limitation of the scope and the duration of the power. Rights of third parties.",
    ],
  },
  {
    ref: "file:seizure-checklist",
    language: "en",
    title: "seizure-checklist.docx",
    about: "Checklist for search and seizure of computers",
    at: "2023-03-01",
    text: [
      "Warrant covers remote storage? Encryption running? Capture memory. Write blocker. Hash of each image. Receipt for the owner. Faraday bag for telephones.",
    ],
  },
  {
    ref: "file:gendarmerie-fiche-reflexe",
    language: "fr",
    title: "fiche-reflexe-perquisition.pdf",
    about: "Fiche réflexe : perquisition informatique",
    at: "2023-03-01",
    text: [
      "Le mandat couvre-t-il le stockage distant ? Chiffrement actif ? Mémoire vive. Bloqueur en écriture. Empreinte de chaque image. Téléphones en sac de Faraday.",
    ],
  },
  {
    ref: "member:ana-ferreira",
    language: "",
    title: "Ana Ferreira",
    about: "Portugal. Prosecution. Electronic evidence",
    countries: ["PT"],
    text: [
      "Procuradoria-Geral da República. Prosecutor, cybercrime office; trains judges on electronic evidence.",
    ],
  },
  {
    ref: "member:awa-diop",
    language: "",
    title: "Awa Diop",
    about: "Sénégal. Magistrature",
    countries: ["SN"],
    text: ["Tribunal de Dakar. Juge d’instruction."],
  },
  {
    ref: "member:karim-haddad",
    language: "",
    title: "كريم حداد",
    about: "الأردن. النيابة العامة",
    countries: ["JO"],
    text: ["النيابة العامة، وحدة الجرائم السيبرانية"],
  },
  {
    ref: "member:jurgen-muller",
    language: "",
    title: "Jürgen Müller",
    about: "Germany. Law enforcement. Digital forensics",
    countries: ["DE"],
    text: ["Landeskriminalamt, digital forensics"],
  },
  {
    ref: "post:zh-evidence",
    language: "zh",
    title: "电子证据的收集与保全",
    at: "2024-02-20",
    text: ["快速保全存储的计算机数据是侦查的第一步。平台支持中文吗？支持中文搜索。"],
  },
  {
    ref: "post:th-evidence",
    language: "th",
    title: "พยานหลักฐานอิเล็กทรอนิกส์ในคดีอาชญากรรมไซเบอร์",
    at: "2024-02-21",
    text: ["การเก็บรักษาข้อมูลคอมพิวเตอร์อย่างเร่งด่วนเป็นขั้นตอนแรกของการสืบสวน"],
  },
  {
    ref: "post:es-preservacion",
    language: "es",
    title: "La conservación rápida de datos en la práctica de la fiscalía",
    at: "2024-02-22",
    text: [
      "La solicitud de conservación congela los datos durante noventa días mientras se prepara la asistencia judicial.",
    ],
  },
  {
    ref: "post:ru-evidence",
    language: "ru",
    title: "Электронные доказательства: сохранение данных до запроса",
    at: "2024-02-23",
    text: [
      "Будапештская конвенция позволяет просить об оперативном сохранении компьютерных данных до направления запроса о правовой помощи.",
    ],
  },
];

const PATHS = {
  post: (name: string) => `/blog/${name}`,
  comment: (name: string) => `/blog/of-comment-${name}`,
  material: (name: string) => `/training/${name}`,
  file: (name: string) => `/training/of-file/files/${name}`,
  member: (name: string) => `/members/${name}`,
} as const;

/** Returns the search entries of all fixtures; the owner of each is its ref. */
export function fixtureEntries(): { owner: string; entries: SearchEntry[] }[] {
  return FIXTURES.map(({ ref, language, title, about, countries = [], at, text }) => {
    const [kind = "post", name = ""] = ref.split(":") as [keyof typeof PATHS, string];
    const entry: SearchEntry = {
      key: ref,
      kind: kind as SearchKind,
      path: PATHS[kind](name),
      title,
      language,
      countries,
      at: at ? new Date(at) : null,
      context: about ? [{ text: about }] : [],
      passages: text.map((one) => ({ text: one })),
    };
    return { owner: ref, entries: [entry] };
  });
}
