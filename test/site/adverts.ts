/** Invented adverts for the test site: reserved phone numbers, example addresses, no real person or company. */
export interface TestAdvert {
  id: number;
  title: string;
  employer: string;
  city: string;
  country: string;
  /** Monthly, in US dollars. */
  pay: number;
  text: string;
  /** `2026-11-DD` */
  datePosted: string;
  sort: 'lure' | 'look-alike' | 'ordinary';
}

const lures = [
  [
    'Chat support, KK zone, start this week',
    'Typing job in Myawaddy. No experience needed, we arrange your passport and the ticket. Room and food inside the compound. Leaving tonight. Telegram only: @invented_recruiter_one',
  ],
  [
    'Customer service abroad, very high pay',
    'Customer service for our online platform in Sihanoukville. Salary USD 3,000 a month plus commission, flight and visa free, pick-up at the airport. Add Telegram @invented_recruiter_two',
  ],
  [
    'Typist wanted, fly now pay later',
    'Fast typing, basic English, work in Bavet. Company keeps passport for the work permit. 12 hours a day, dormitory in the park, bonus for bringing a friend. WhatsApp +1 202 555 0101',
  ],
] as const;
const lookAlikes = [
  [
    'Customer service agent, bank call centre',
    'Answer calls of bank customers at our licensed office. Interview at the office, contract under local law, medical insurance, overtime paid. Apply with your CV on our web site.',
  ],
  [
    'Data entry clerk, hospital',
    'Enter patient files into the hospital system. Five days a week, public holidays off, probation three months. Bring your certificates to the interview.',
  ],
] as const;
const ordinary = [
  [
    'Cook for hotel kitchen',
    'Prepare breakfast and lunch for eighty guests. Two years of experience in a kitchen, food safety certificate. Meals on shift.',
  ],
  [
    'Delivery driver',
    'Deliver parcels in the city with our van. Driving licence needed, six days a week, fuel paid. Call the depot during office hours.',
  ],
  [
    'Primary school teacher',
    'Teach mathematics in grades three and four. Bachelor of education and registration needed. School holidays paid.',
  ],
  [
    'Electrician',
    'Maintain lifts and pumps in an office building. Trade certificate and three years of practice. Shift allowance.',
  ],
] as const;

const cities: [string, string][] = [
  ['Kuala Lumpur', 'MY'],
  ['Manila', 'PH'],
  ['Bangkok', 'TH'],
  ['Jakarta', 'ID'],
];

const kindOf = (id: number): TestAdvert['sort'] =>
  id % 5 === 1 ? 'lure' : id % 5 === 2 ? 'look-alike' : 'ordinary';

const wordsOf = (id: number, sort: TestAdvert['sort']): readonly [string, string] => {
  const pool = sort === 'lure' ? lures : sort === 'look-alike' ? lookAlikes : ordinary;
  return pool[id % pool.length] as readonly [string, string];
};

/** The same adverts for the same count, numbered from 1. */
export const makeAdverts = (count: number): TestAdvert[] =>
  Array.from({ length: count }, (_, index) => {
    const id = index + 1;
    const sort = kindOf(id);
    const [title, text] = wordsOf(id, sort);
    const [city, country] = cities[id % cities.length] as [string, string];
    return {
      id,
      title: `${title} (${id})`,
      employer: `Invented Trading ${id} Ltd`,
      city,
      country,
      pay: sort === 'lure' ? 2500 : 400 + ((id * 37) % 300),
      text: `${text}\nReference number ${id}.`,
      datePosted: `2026-11-${String((id % 20) + 1).padStart(2, '0')}`,
      sort,
    };
  });
