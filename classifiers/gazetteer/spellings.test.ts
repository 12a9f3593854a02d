import { beforeAll, describe, expect, test } from 'vitest';
import { loadRules, type Rules } from '../classify.ts';
import { readAdvert } from '../read-advert.ts';

let rules: Rules;
beforeAll(async () => {
  rules = await loadRules();
});

/** Names as sentences have them, with the endings and prefixes of the language. */
const spellings: Record<string, Record<string, string>> = {
  am: { KH: 'በካምቦዲያ', MM: 'ወደ ማይናማር', LA: 'በላኦስ', TH: 'በታይላንድ', AE: 'በዱባይ' },
  ar: { KH: 'شغل بكمبوديا', MM: 'في ميانمار', LA: 'في لاوس', TH: 'والسفر لتايلاند', PH: 'شغل بالفلبين' },
  bn: { KH: 'কম্বোডিয়ায়', MM: 'মিয়ানমারে', LA: 'লাওসে', TH: 'থাইল্যান্ডে', AE: 'দুবাইতে' },
  dv: { KH: 'ކެމްބޯޑިއާގައި', MM: 'މިޔަންމާގައި', LA: 'ލާއޯސްގައި', TH: 'ތައިލެންޑުގައި', AE: 'ދުބާއީގައި' },
  es: { KH: 'en Camboya', MM: 'en Birmania', LA: 'en Laos', TH: 'en Tailandia', PH: 'en Filipinas' },
  fr: { KH: 'au Cambodge', MM: 'en Birmanie', LA: 'au Laos', TH: 'en Thaïlande', PH: 'aux Philippines' },
  hi: { KH: 'कम्बोडिया में', MM: 'म्यांमार में', LA: 'लाओस में', TH: 'थाइलैंड में', AE: 'दुबई में' },
  ja: { KH: 'カンボジアで', MM: 'ミャンマーの', LA: 'ラオスへ', TH: 'バンコクで', PH: 'マニラで' },
  kk: { KH: 'Камбоджада', MM: 'Мьянмаға', LA: 'Лаосқа', TH: 'Таиландта', AE: 'Дубайда' },
  km: { KH: 'ប៉ោយប៉ែត', MM: 'នៅមីយ៉ាន់ម៉ា', LA: 'នៅឡាវ', TH: 'ប្រទេសថៃ', AE: 'នៅឌូបៃ' },
  ko: { KH: '프놈펜에서', MM: '미얀마로', LA: '라오스에서', TH: '방콕에서', PH: '마닐라에서' },
  ky: { KH: 'Камбоджага', MM: 'Мьянмада', LA: 'Лаосто', TH: 'Бангкокто', AE: 'Дубайга' },
  lo: { KH: 'ປອຍເປດ', MM: 'ຝັ່ງພະມ້າ', LA: 'ຕົ້ນເຜິ້ງ', TH: 'ບາງກອກ', PH: 'ມະນີລາ' },
  my: { KH: 'ကမ္ဘောဒီးယားမှာ', MM: 'မြဝတီမှာ', LA: 'လာအိုနိုင်ငံ', TH: 'ဘန်ကောက်', AE: 'ဒူဘိုင်းမှာ' },
  ne: { KH: 'कम्बोडियामा', MM: 'म्यानमारमा', LA: 'लाओसमा', TH: 'थाइल्यान्डमा', AE: 'दुबईमा' },
  pt: { KH: 'no Camboja', MM: 'em Mianmar', LA: 'no Laos', TH: 'na Tailândia', PH: 'nas Filipinas' },
  ru: { KH: 'в Пномпене', MM: 'в Мьявади', LA: 'в Лаосе', TH: 'в Тайланде', AE: 'в Шардже' },
  si: { KH: 'කාම්බෝජයේ', MM: 'මියන්මාරයේ', LA: 'ලාඕසයේ', TH: 'තායිලන්තයේ', AE: 'ඩුබායි වල' },
  sw: { KH: 'huko Kambodia', MM: 'huko Burma', LA: 'nchini Laos', TH: 'nchini Thailandi', PH: 'Ufilipino' },
  ta: { KH: 'கம்போடியாவில்', MM: 'மியான்மரில்', LA: 'லாவோஸில்', TH: 'தாய்லாந்தில்', AE: 'துபாயில்' },
  th: { KH: 'ฝั่งเขมร', MM: 'ฝั่งพม่า', LA: 'คิงส์โรมัน', AE: 'ดูไบ', PH: 'มะนิลา' },
  tr: { KH: "Kamboçya'da", MM: "Myanmar'a", LA: "Laos'ta", TH: "Tayland'da", GE: "Gürcistan'da" },
  ur: { KH: 'کمبوڈیا میں', MM: 'برما میں', LA: 'لاؤس میں', TH: 'بنکاک میں', AE: 'دبئی میں' },
  uz: { KH: 'Kambodjada', MM: 'Myanmaga', LA: 'Laosda', TH: 'Tailandda', AE: 'Dubayda' },
  vi: { KH: 'sang Campuchia', MM: 'sang Miến Điện', LA: 'Tam Giác Vàng', TH: 'bên Thái', PH: 'Phi-líp-pin' },
  'zh-Hans': { KH: '金边', MM: '缅北', LA: '金三角特区', TH: '湄索', AE: '迪拜' },
  'zh-Hant': { KH: '施亞努', MM: '緬北', LA: '寮國', TH: '湄索', AE: '杜拜' },
};

describe('destinations are known', () => {
  test.each(Object.entries(spellings))('in %s', (_, names) => {
    const found = Object.entries(names).map(([country, text]) => {
      const { places } = readAdvert({ text }, rules);
      return [country, places.some((one) => one.place.country === country) ? country : text];
    });
    expect(found).toEqual(Object.keys(names).map((country) => [country, country]));
  });
});

test.each([
  'бирмингем и первый перевод, себя',
  'ติดต่อ สยาม ทาวเวอร์',
  'สวัสดี',
  'இந்த வேலைக்கு பெருமளவு சம்பளம்',
  '와주세요',
  '今夜速来深圳万象城',
  'cam kết lương, phỏng vấn qua cam',
  'ការងារនៅកណ្ដាលទីក្រុង',
  'bring your own music player',
])('%s names none', (text) => {
  const foreign = readAdvert({ text }, rules).places.filter((one) => one.place.country !== 'CN');
  expect(foreign).toEqual([]);
});
