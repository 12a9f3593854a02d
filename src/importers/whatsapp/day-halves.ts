/** Words for the halves of the day beside a 12-hour time, as phones write them in many languages. */

const before =
  'am a.m. a.m a|m| vorm. de. de öö ap. pg sa s.a. 上午 凌晨 早上 清晨 午前 오전 ص ق.ظ. ق.ظ صباحًا صباحا पूर्वाह्न पूर्वान्ह পূর্বাহ্ণ পূর্বাহ্ন ਪੂ.ਦੁ. પૂર્વાહ્ન முற்பகல் ఉ పూర్వాహ్నం ಪೂರ್ವಾಹ್ನ ರಾ. പൂർവ്വാഹ്നം පෙ.ව. ก่อนเที่ยง ກ່ອນທ່ຽງ နံနက် ព្រឹក ጥዋት π.μ. πμ пр.об. دپ fm fm.';
const after =
  'pm p.m. p.m p|m| nachm. du. du ös ip. ptg ch c.h. 下午 晚上 午後 오후 م ب.ظ. ب.ظ مساءً مساء अपराह्न अपरान्ह অপরাহ্ণ অপরাহ্ন ਬਾ.ਦੁ. અપરાહ્ન பிற்பகல் సా అపరాహ్నం ಅಪರಾಹ್ನ ಸಂ. അപരാഹ്നം ප.ව. หลังเที่ยง ຫຼັງທ່ຽງ ညနေ ល្ងាច ከሰዓት μ.μ. μμ сл.об. ل.ن em em.';

const halves = new Map<string, 'before' | 'after' | 'noon'>([
  ...before.split(' ').map((word) => [word, 'before'] as const),
  ...after.split(' ').map((word) => [word, 'after'] as const),
  ['中午', 'noon'],
]);

/** The word with its blanks taken out: `p. m.` and `PM` are one. */
const plain = (word: string): string => word.toLowerCase().replace(/\s+/g, '');

export const isDayHalf = (word: string): boolean => word === '' || halves.has(plain(word));

/** 24-hour, from a time that stands beside such a word. */
export const fullHour = (hour: number, word: string): number => {
  const half = halves.get(plain(word));
  if (half === 'before') return hour === 12 ? 0 : hour;
  if (half === 'after') return hour < 12 ? hour + 12 : hour;
  if (half === 'noon') return hour < 11 ? hour + 12 : hour;
  return hour;
};
