CREATE TABLE "search_synonym_seed" (
	"key" text PRIMARY KEY NOT NULL,
	"phrases" text[] NOT NULL,
	"brought_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
-- Seeded sites have had the groups of the first edition, also those that administrators removed since.
insert into "search_synonym_seed" ("key", "phrases", "brought_at")
select first.key, first.phrases, now() from (values
  ('budapest convention
convenio de budapest
convention de budapest
convention on cybercrime
convention sur la cybercriminalite
اتفاقيه بودابست', array['Budapest Convention', 'Convention on Cybercrime', 'Convention de Budapest', 'Convention sur la cybercriminalité', 'Convenio de Budapest', 'اتفاقية بودابست']),
  ('asistencia judicial
entraide judiciaire
mla
mutual assistance
mutual legal assistance
المساعده القانونيه المتبادله', array['MLA', 'mutual legal assistance', 'mutual assistance', 'entraide judiciaire', 'asistencia judicial', 'المساعدة القانونية المتبادلة']),
  ('conservacion
conservation des donnees
conservation rapide
preservation
الحفظ العاجل
حفظ البيانات', array['preservation', 'conservation rapide', 'conservation des données', 'conservación', 'حفظ البيانات', 'الحفظ العاجل']),
  ('digital evidence
e-evidence
electronic evidence
preuve electronique
preuve numerique
الادله الالكترونيه
الادله الرقميه', array['electronic evidence', 'digital evidence', 'e-evidence', 'preuve électronique', 'preuve numérique', 'الأدلة الإلكترونية', 'الأدلة الرقمية']),
  ('acces frauduleux
hacking
illegal access
unauthorised access
الدخول غير المشروع
النفاذ غير المشروع', array['illegal access', 'hacking', 'unauthorised access', 'accès frauduleux', 'الدخول غير المشروع', 'النفاذ غير المشروع']),
  ('perquisition
perquisition et saisie
search and seizure
التفتيش والضبط', array['search and seizure', 'perquisition et saisie', 'perquisition', 'التفتيش والضبط']),
  ('child pornography
child sexual abuse material
csam
pedopornographie', array['child pornography', 'CSAM', 'child sexual abuse material', 'pédopornographie']),
  ('bec
business email compromise
ceo fraud
fraude au president', array['business email compromise', 'BEC', 'CEO fraud', 'fraude au président']),
  ('rancongiciel
ransomware
برمجيات الفديه', array['ransomware', 'rançongiciel', 'برمجيات الفدية']),
  ('dark web
darknet
الشبكه المظلمه', array['dark web', 'darknet', 'الشبكة المظلمة']),
  ('bitcoin
cryptocurrency
cryptomonnaie
virtual assets
العملات المشفره', array['virtual assets', 'cryptocurrency', 'bitcoin', 'cryptomonnaie', 'العملات المشفرة']),
  ('donnees relatives aux abonnes
subscriber information
معلومات المشترك', array['subscriber information', 'données relatives aux abonnés', 'معلومات المشترك']),
  ('donnees relatives au trafic
traffic data
بيانات الحركه', array['traffic data', 'données relatives au trafic', 'بيانات الحركة']),
  ('garanties
safeguards
sauvegardes
الضمانات', array['safeguards', 'garanties', 'sauvegardes', 'الضمانات']),
  ('24/7 network
24/7 point of contact
point de contact 24/7
نقطه الاتصال علي مدار الساعه', array['24/7 network', '24/7 point of contact', 'point de contact 24/7', 'نقطة الاتصال على مدار الساعة']),
  ('donnees a caractere personnel
donnees personnelles
personal data
البيانات الشخصيه', array['personal data', 'données personnelles', 'données à caractère personnel', 'البيانات الشخصية']),
  ('criminalistique numerique
forensics
الادله الجناييه الرقميه', array['forensics', 'criminalistique numérique', 'الأدلة الجنائية الرقمية']),
  ('corporate liability
liability of legal persons
responsabilite des personnes morales
مسووليه الاشخاص الاعتباريين', array['corporate liability', 'liability of legal persons', 'responsabilité des personnes morales', 'مسؤولية الأشخاص الاعتباريين'])
) as first (key, phrases)
where exists (select 1 from "search_synonym" where "created_by" is null) or exists (select 1 from "audit_entry" where "fact" = 'synonyms.changed')
on conflict do nothing;--> statement-breakpoint
-- And what of later editions stands: groups that no member made.
insert into "search_synonym_seed" ("key", "phrases", "brought_at")
select "key", "phrases", "created_at" from "search_synonym" where "created_by" is null
on conflict do nothing;
