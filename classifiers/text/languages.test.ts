import { beforeAll, describe, expect, it } from 'vitest';
import { loadLexicon } from '../lexicon.ts';
import { fold } from './fold.ts';
import { type DetectLanguages, makeLanguageDetector } from './languages.ts';

let detect: DetectLanguages;
beforeAll(async () => {
  detect = makeLanguageDetector((await loadLexicon()).languages);
});
const codesOf = (text: string): string[] => detect(fold(text)).map((one) => one.code);

describe('the language of a text', () => {
  it.each([
    ['en', 'We are looking for people who can work with us'],
    ['zh-Hans', '公司招聘客服，月薪三万，包机票签证'],
    ['zh-Hant', '公司招聘客服，月薪三萬，包機票簽證，請聯繫'],
    ['ja', '海外で働きたい方を募集しています'],
    ['ko', '해외에서 일하실 분을 찾습니다'],
    ['th', 'รับสมัครพนักงานตอบแชท'],
    ['lo', 'ຮັບພະນັກງານຕອບແຊັດ'],
    ['km', 'ត្រូវការបុគ្គលិក'],
    ['my', 'အလုပ်သမားများ လိုအပ်သည်'],
    ['my-Qaag', 'အလုပ္သမား ေခၚသည္ လခ ေကာင္းသည္'],
    ['vi', 'Công ty tuyển nhân viên, không cần kinh nghiệm'],
    ['id', 'Perusahaan kami butuh admin, tidak perlu pengalaman, gaji besar'],
    ['ms', 'Syarikat kami mencari pekerja, tiada pengalaman diperlukan sahaja boleh'],
    ['fil', 'Kailangan namin ng mga tao na marunong mag-type, walang bayad'],
    ['ru', 'Требуются сотрудники, опыт не нужен'],
    ['kk', 'Жұмысқа адамдар керек, тәжірибе қажет емес, жалақы жоғары және'],
    ['ky', 'Жумушка адамдар керек, тажрыйба талап кылынбайт жана айлык жогору'],
    ['hi', 'हमें काम करने वाले लोगों की जरूरत है'],
    ['hi-Latn', 'Kaam ke liye ladke chahiye, khana aur rehna free hai'],
    ['ur', 'ہمیں کام کے لیے لوگوں کی ضرورت ہے'],
    ['ta', 'வேலைக்கு ஆட்கள் தேவை'],
    ['bn', 'কাজের জন্য লোক দরকার'],
  ])('is %s', (code, text) => {
    expect(codesOf(text)[0]).toBe(code);
  });

  it.each([
    ['ja', '勤務地未定 高収入案件 面接不要 即日渡航可'],
    ['ja', '海外電話営業 月給50万円 航空券・宿泊費会社負担'],
    ['ja', '急募 海外高額案件'],
    ['zh-Hant', '急募早餐店兼職人員，月休八天'],
    ['zh-Hant', '海外電話客服，月薪五萬，面試合格即可出發'],
    ['zh-Hans', '海外电话客服，月薪五万，包机票住宿'],
    ['zh-Hans', '国外高薪招人無押金包机票'],
  ])('is %s in Chinese characters alone: %s', (code, text) => {
    expect(codesOf(text)).toEqual([code]);
  });

  it('is unknown when nothing tells', () => {
    expect(detect(fold('12345 !!!'))).toEqual([{ code: 'und', share: 1 }]);
    expect(codesOf('Xylq Brtz')).toEqual(['und']);
  });

  it('is shared out line by line in an advert of several', () => {
    const shares = detect(
      fold(
        'We are hiring people for our office and you can apply now\n公司招聘客服，包机票签证食宿\nCông ty tuyển nhân viên không cần kinh nghiệm',
      ),
    );
    expect(shares.map((one) => one.code).sort()).toEqual(['en', 'vi', 'zh-Hans']);
    expect(shares.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1, 1);
  });
});

describe('languages that share letters', () => {
  it.each([
    ['fr', 'Nous cherchons des jeunes pour un poste à l’étranger, logement compris'],
    ['es', 'Buscamos jóvenes para trabajar fuera del país, pagamos el pasaje'],
    ['pt', 'Precisamos de jovens para trabalhar fora do país, pagamos a passagem'],
    ['tr', 'Yurt dışında çalışacak arkadaşlar arıyoruz, uçak bileti bizden'],
    ['sw', 'Tunahitaji vijana wa kufanya kazi nje ya nchi, tiketi tunalipa sisi'],
    ['mr', 'आम्हाला परदेशात काम करण्यासाठी तरुण पाहिजेत, पगार चांगला आहे'],
    ['ne', 'विदेशमा काम गर्न युवाहरू चाहियो, तलब राम्रो छ'],
    ['mn', 'Гадаадад ажиллах залуус хэрэгтэй байна, цалин өндөр'],
    ['uk', 'Потрібні хлопці для роботи за кордоном, зарплата висока'],
  ])('are told apart: %s', (code, text) => {
    expect(codesOf(text)[0]).toBe(code);
  });

  it('are told by their trigrams where no word is known', () => {
    expect(codesOf('Wunderschönes Frühlingswetter begeistert Spaziergänger')[0]).toBe('de');
  });

  it('are not taken for one of ours in a long text of another', () => {
    const czech =
      'Hledáme kolegy do kanceláře v Praze, nabízíme dobrý plat, stravenky a pět týdnů dovolené, nástup možný ihned, zkušenosti vítány, pošlete životopis';
    expect(codesOf(czech)[0]).toMatch(/^(und|[a-z]{3})$/u);
  });
});
