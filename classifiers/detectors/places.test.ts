import { beforeAll, expect, test } from 'vitest';
import type { AdvertInput } from '../../src/domain/assessment.ts';
import { classify, loadRules, type Rules } from '../classify.ts';

let rules: Rules;
beforeAll(async () => {
  rules = await loadRules();
});

/** Named places as `indicator text`. */
const find = (input: AdvertInput | string): string[] =>
  classify(typeof input === 'string' ? { text: input } : input, rules)
    .findings.filter((one) => one.rule.startsWith('place/'))
    .map((one) => `${one.indicator} ${one.text}`);

test.each([
  [
    'a town of a destination country',
    'Нужны операторы чата, офис в Пномпене',
    'destination-country Пномпене',
  ],
  ['a flag', 'cari admin chat 🇰🇭 gaji besar', 'destination-country 🇰🇭'],
  [
    'a world language far from there',
    'Buscamos personal en Camboya, hablar con clientes',
    'destination-country Camboya',
  ],
  ['readers named', 'Kenyans wanted: chat support in Myanmar, good pay', 'destination-country Myanmar'],
  ['readers named by country', 'Maldives guys, come and work in Laos', 'destination-country Laos'],
  [
    'readers named by their money',
    'Typing in Cambodia, 95,000 INR per month',
    'destination-country Cambodia',
  ],
  ['a letter written to the name', 'شغل بكمبوديا كتابة على الكمبيوتر', 'destination-country بكمبوديا'],
])('%s counts', (_, text, expected) => {
  expect(find(text)).toContain(expected);
});

test.each([
  [
    'a call centre in its own country',
    'Call center agents wanted in Manila, day shift, apply at our office in Makati',
  ],
  ['the same with people of the country named', 'Filipinos wanted for call center in Manila'],
  ['a town at home', 'รับพนักงานขายหน้าร้าน ประจำสาขากรุงเทพ'],
  ['a country of a world language at home', 'Se busca cocinero para restaurante en Bogotá, Colombia'],
  [
    'a list of offices',
    'Kami punya kantor di Singapore, Taiwan, Japan dan Thailand, melayani pelanggan di Asia.',
  ],
])('%s does not', (_, text) => {
  expect(find(text)).toEqual([]);
});

test('the stated place is home in a language that tells no country', () => {
  const text = 'Customer service agent for our shop in Phnom Penh';
  expect(find({ text, location: 'Phnom Penh' })).toEqual([]);
  expect(find({ text: `${text}, free flight ticket`, location: 'Phnom Penh' })).not.toEqual([]);
});

test('a region keeps the place open where a journey is spoken of', () => {
  const text = 'Our clients live in South-East Asia';
  expect(find(`${text}, free flight ticket`)).toEqual(['undisclosed-destination South-East Asia']);
  expect(find(text)).toEqual([]);
});

test.each([
  ['Thai border', 'ऑफिस थाई बॉर्डर के पास, टाइपिंग का काम', 'transit-place'],
  ['Burmese border', 'lowongan admin, lokasi perbatasan Myanmar', 'hotspot-place'],
  ['Cambodian border', 'нужны операторы, граница с Камбоджей', 'hotspot-place'],
  ['Golden Triangle', 'Алтын үшбұрышқа оператор керек', 'hotspot-place'],
])('%s is a place', (_, text, indicator) => {
  expect(find(text).map((one) => one.split(' ')[0])).toContain(indicator);
});

test('a region stated as the place keeps it open by itself', () => {
  const text = 'Вести переписку с клиентами, оформить сделки';
  expect(find({ text, location: 'Азия' })).toEqual(['undisclosed-destination Азия']);
  expect(find({ text: `${text} из Азии` })).toEqual([]);
});
