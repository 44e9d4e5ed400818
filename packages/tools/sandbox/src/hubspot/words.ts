/** A name as it is shown and as it stands in an e-mail address. */
type Name = readonly [shown: string, ascii: string];

export const firstNames: readonly Name[] = [
  ["Ana", "ana"],
  ["Zoë", "zoe"],
  ["José", "jose"],
  ["Mei", "mei"],
  ["Łukasz", "lukasz"],
  ["Siân", "sian"],
  ["Omar", "omar"],
  ["Chloé", "chloe"],
  ["Björn", "bjorn"],
  ["Nia", "nia"],
  ["D'Arcy", "darcy"],
  ["Søren", "soren"],
  ["Priya", "priya"],
  ["Tom", "tom"],
  ["Jean-Luc", "jean-luc"],
  ["Ayşe", "ayse"],
  ["Ólafur", "olafur"],
];

export const lastNames: readonly Name[] = [
  ["Example", "example"],
  ["O'Sample", "osample"],
  ["Müster", "muster"],
  ["de la Prueba", "delaprueba"],
  ["Invented", "invented"],
  ["Fictícia", "ficticia"],
  ["Testowski", "testowski"],
  ["Şablon", "sablon"],
  ["Placeholder", "placeholder"],
  ["Mc Demo", "mcdemo"],
  ["Nobody-Smith", "nobody-smith"],
  ["Örnek", "ornek"],
  ["Specimen", "specimen"],
];

export const jobTitles = [
  "Marketing Manager",
  "Head of Growth 🚀",
  "CFO",
  "Directora de Comunicación",
  "Software Engineer",
  "Sales Representative, EMEA",
  'Analyst "Data & BI"',
  "Geschäftsführer",
] as const;

export const companyNames = [
  "Imaginary Foods",
  "Sandbox & Sons",
  "Fictional Freight GmbH",
  "Café Ejemplo",
  "Placeholder Partners",
  "Nowhere Networks",
  "Société Inventée",
  "Made-up Motors",
  "Example Energy",
  "Phantom Pharma",
  "Mock Mining",
] as const;

export const places = [
  ["Springfield", "Illinois", "United States"],
  ["Valverde", "Sevilla", "Spain"],
  ["Neustadt", "Bayern", "Germany"],
  ["Saint-Exemple", "Bretagne", "France"],
  ["São Modelo", "São Paulo", "Brazil"],
  ["Llanfair", "Wales", "United Kingdom"],
  ["Kumamura", "Ōita", "Japan"],
] as const;

export const industries = [
  "COMPUTER_SOFTWARE",
  "FINANCIAL_SERVICES",
  "RETAIL",
  "HOSPITALITY",
  "LOGISTICS_AND_SUPPLY_CHAIN",
] as const;

export const subjects = [
  "Renewal of the invented contract",
  "Question about the specimen invoice",
  "Onboarding: first steps",
  "¿Podemos hablar mañana?",
  "Quote, delivery & returns",
  "Demo 🎬 follow-up",
] as const;

export const sentences = [
  "They liked the demo and asked for a quote.",
  "No answer; call again next week.",
  'Wants a discount of 10% ("or else").',
  "Sent the brochure; interested in the annual plan.",
  "Le interesa la integración con GA4 — enviar ejemplo.",
  "Moved to the next stage ✅",
] as const;
