import type { DemoAdvert } from '../demo-advert.ts';

const text =
  (label: DemoAdvert['label']) =>
  (advert: Omit<DemoAdvert, 'label' | 'place'> & Pick<Partial<DemoAdvert>, 'place'>): DemoAdvert => ({
    place: 'classifieds',
    ...advert,
    label,
  });
const seeking = text('seeking');
const question = text('question');
const warning = text('warning');
const plea = text('plea');

/** Texts of people who are no recruiters; none of them may ever become a lead. */
export const people: DemoAdvert[] = [
  seeking({
    id: 'en-seeking-any-country',
    language: 'en',
    title: 'Looking for job any country',
    text: `Hello sir/madam, I am 24 years old male from Nepal. I am searching for a job in any country, Dubai, Thailand or Cambodia is also ok. I have a passport, I can type fast and speak English. Ready to leave immediately. Please call me on WhatsApp +44 7700 900733.`,
  }),
  seeking({
    id: 'id-cari-kerja',
    language: 'id',
    title: 'Cari kerja ke luar negeri',
    text: `Permisi admin, saya cari kerja di luar negeri, apa saja saya mau. Umur 22, sudah ada paspor, bisa komputer dan ngetik. Kamboja atau Thailand juga siap berangkat. Yang ada info tolong hubungi saya ya, terima kasih.`,
  }),
  seeking({
    id: 'vi-tim-viec',
    language: 'vi',
    title: 'Em cần tìm việc gấp',
    text: `Em nam 20 tuổi, chưa có bằng cấp, đang nợ tiền nên cần việc làm gấp. Ai có việc bên Campuchia lương cao bao ăn ở thì giới thiệu cho em với, em có hộ chiếu rồi.`,
  }),
  seeking({
    id: 'fil-hanap-work',
    language: 'fil',
    title: 'Hanap work abroad',
    text: `Naghahanap po ako ng trabaho abroad, kahit anong bansa. Dati po akong CSR, may passport at NBI na ako. Kahit Cambodia o Thailand basta legit at libre ang ticket. PM nyo po ako, salamat.`,
  }),
  seeking({
    id: 'ru-ishchu-rabotu',
    language: 'ru',
    title: 'Ищу работу за границей',
    text: `Парень, 26 лет, Бишкек. Ищу работу за границей с жильём и билетом, можно Таиланд, ОАЭ, Корея. Есть загранпаспорт, знаю компьютер, немного китайский. Рассмотрю любые предложения.`,
  }),
  question({
    id: 'zh-hans-kaopu-ma',
    language: 'zh-Hans',
    title: '朋友介绍去柬埔寨做客服，靠谱吗？',
    text: `朋友说西港那边有公司招打字客服，月薪两万，包机票包吃住，还说不用学历。家里人都反对，大家有没有去过的？这种工作安全吗，会不会是骗人的？求懂的人说说。`,
  }),
  question({
    id: 'en-is-this-legit',
    language: 'en',
    title: 'Is this offer legit?',
    text: `I got this message on Facebook: "Data entry in Thailand, 1500 USD, free flight, free visa, no experience, contact on Telegram". Has anyone heard about this company? Is it safe to go or is it a scam? My cousin wants to travel next week.`,
  }),
  question({
    id: 'th-ngan-ni-jing-mai',
    language: 'th',
    title: 'งานแอดมินปอยเปต จริงไหมคะ',
    text: `มีคนชวนไปทำงานแอดมินตอบแชทที่ปอยเปต เงินเดือน 30,000 ที่พักฟรี ใครเคยไปบ้างคะ โดนหลอกไหม อยากรู้ว่าปลอดภัยหรือเปล่า`,
  }),
  warning({
    id: 'en-embassy-warning',
    language: 'en',
    title: 'Embassy advisory: fake job offers',
    text: `The Embassy warns citizens about fake job offers circulating on social media for "customer service" and "digital marketing" posts in Myawaddy and the Golden Triangle with free air tickets and high salaries. Victims were taken across the border illegally and held captive. Do not travel on a tourist visa for work. If you need help, call the embassy hotline.`,
  }),
  warning({
    id: 'id-waspada-loker',
    language: 'id',
    title: 'Waspada lowongan kerja palsu ke Kamboja',
    text: `Kementerian mengimbau masyarakat agar waspada terhadap tawaran kerja admin atau operator di Kamboja dengan gaji belasan juta, tiket gratis dan tanpa ijazah. Banyak WNI menjadi korban perdagangan orang, paspor ditahan dan dipaksa menipu. Laporkan tawaran mencurigakan ke polisi.`,
  }),
  warning({
    id: 'vi-canh-bao',
    language: 'vi',
    title: 'Công an cảnh báo chiêu trò "việc nhẹ lương cao"',
    text: `Công an tỉnh Tây Ninh cảnh báo người dân về thủ đoạn dụ dỗ sang Campuchia làm "việc nhẹ lương cao". Nhiều nạn nhân bị giam giữ, đánh đập và bắt gia đình nộp tiền chuộc. Người dân cần cảnh giác với lời mời bao ăn ở, không cần bằng cấp trên mạng xã hội.`,
  }),
  warning({
    id: 'ko-news',
    language: 'ko',
    place: 'channel',
    title: '',
    text: `[뉴스] 경찰청은 "캄보디아 고수익 알바, 항공권 제공" 광고에 속아 출국한 청년들이 감금됐다가 구조됐다고 밝혔다. 경찰은 텔레그램 구인 광고에 주의를 당부했다.`,
  }),
  plea({
    id: 'en-brother-missing',
    language: 'en',
    title: 'Please help me find my brother',
    text: `My brother went to Thailand in August for a typing job and since then we lost contact. His last message came from Myawaddy, he said they took his passport and they beat him if he does not meet the target. Please help us, if anyone knows something call his sister on +44 7700 900888.`,
  }),
  plea({
    id: 'zh-hans-qiujiu',
    language: 'zh-Hans',
    title: '求助：儿子被骗到缅甸',
    text: `我儿子三个月前被朋友骗去缅甸妙瓦底，现在被关在园区里出不来，护照被收走，不听话就被打，对方要二十万赎金。已经报警，求好心人帮帮我们家。`,
  }),
];
