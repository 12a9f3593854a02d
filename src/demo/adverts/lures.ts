import type { DemoAdvert } from '../demo-advert.ts';

const lure = (advert: Omit<DemoAdvert, 'label'>): DemoAdvert => ({ ...advert, label: 'lure' });

export const lures: DemoAdvert[] = [
  lure({
    id: 'en-chat-support-myawaddy',
    language: 'en',
    place: 'board',
    title: 'Chat Support Agents needed – Thailand border, all nationalities',
    employer: 'Golden Lotus Online Services',
    location: 'Bangkok, Thailand',
    country: 'TH',
    pay: { min: 1800, max: 2500, currency: 'USD', period: 'MONTH' },
    text: `We are a fast growing online company looking for 30 chat support agents.

Office near Myawaddy, you will be met at Bangkok airport by our driver.
Salary 1800 – 2500 USD per month plus commission.
Air ticket, visa, hotel and three meals a day are paid by the company.
No experience and no degree needed, typing 30 words per minute is enough.
Age 18 to 35, men and women.
Departure this week, only 6 seats left.

Contact HR Mandy on Telegram @mandy_hr_demo, please no calls.`,
  }),
  lure({
    id: 'en-crypto-sales-sihanoukville',
    language: 'en',
    place: 'channel',
    title: '',
    text: `HIRING AFRICANS & SOUTH ASIANS 🌏✈️
Position: online sales, crypto customers from US/Europe
Place: Sihanoukville
Basic 1500$ + commission up to 20%
We book your flight, company picks you from airport, free dorm & food
6 months contract, passport is kept safe with the office during the contract
This is a legal company, nobody is locked up, you can go out and go home any time
Bring a friend and get 300$ for each one
Telegram 👉 @blueocean_demo_jobs`,
  }),
  lure({
    id: 'en-typing-laos-tonight',
    language: 'en',
    place: 'channel',
    title: '',
    text: `URGENT!! 4 typists for Golden Triangle Laos, flight TONIGHT 11pm from Delhi T3
ticket + visa on arrival + room ready, u pay nothing
1 lakh per month in hand, chat work with foreigners, age 20-28
meet at gate 4 at 8 pm with passport
msg only whatsapp +44 7700 900321`,
  }),
  lure({
    id: 'zh-hans-kefu-jianpuzhai',
    language: 'zh-Hans',
    place: 'board',
    title: '海外高薪诚聘中文客服打字员',
    employer: '东方国际集团',
    location: '东南亚',
    text: `公司直招，非中介！
岗位：线上聊天客服、打字员，男女不限，18-38岁
地点：柬埔寨西港园区
待遇：底薪1万5起，加提成月入3万-5万不是梦
包机票、包签证、包吃包住，四人间带空调
没有学历要求，会打字就行，没护照公司帮办
可预支工资，有欠债的可以帮忙还
正规公司，绝不关人，来去自由
飞机联系：@xigang_demo88`,
  }),
  lure({
    id: 'zh-hans-mianbei-pianmen',
    language: 'zh-Hans',
    place: 'channel',
    title: '',
    text: `缅北 妙瓦底 招 人
偏门项目，做 精 聊，懂电脑优先
从泰国过境，专车接送，偷渡路线安全
月薪2-3万 + 30%提 成
介绍一个人头奖励5000
＋薇 xin：demo_lao_k`,
  }),
  lure({
    id: 'zh-hant-yidai-haiwai',
    language: 'zh-Hant',
    place: 'channel',
    title: '',
    text: `✈️海外工作 公司直招✈️
欠錢、有卡案、被當舖追的都可以來
可先預支5萬，債務公司幫你處理
柬埔寨、杜拜辦公室，負責線上客服、打字
月薪8萬起，做得好20萬以上
機票、簽證、吃住全包，20-40歲
不是黑公司，不會打人不會關人，想回台灣隨時可以走
賴 ID：demo_overseas168`,
  }),
  lure({
    id: 'zh-hant-dubai-admin',
    language: 'zh-Hant',
    place: 'board',
    title: '杜拜行政助理 無經驗可 供機票食宿',
    employer: '星耀科技',
    location: '台北市',
    country: 'TW',
    pay: { min: 90000, max: 150000, currency: 'TWD', period: 'MONTH' },
    text: `工作內容：社群小編、回覆客戶訊息、開發海外客戶
工作地點：杜拜，錄取後另行通知實際辦公室
無經驗可，高中肄業也歡迎，會用手機聊天即可
月薪 9 萬至 15 萬，另有獎金
公司代辦護照與觀光簽證，機票先由公司支付
合約一年，未滿離職需賠償機票及食宿費
面試一律用 Telegram：@demo_star_tech`,
  }),
  lure({
    id: 'vi-viec-nhe-luong-cao-bavet',
    language: 'vi',
    place: 'board',
    title: 'Tuyển nhân viên chăm sóc khách hàng online – việc nhẹ lương cao',
    employer: 'Công ty giải trí Kim Sa',
    location: 'TP. Hồ Chí Minh',
    country: 'VN',
    pay: { min: 20000000, max: 30000000, currency: 'VND', period: 'MONTH' },
    text: `Cần 20 bạn nam nữ từ 18 đến 35 tuổi làm văn phòng tại Bavet, sát cửa khẩu Mộc Bài.
- Công việc: nhắn tin, chăm khách trên mạng, chỉ cần biết đánh máy
- Lương cứng 20 – 30 triệu + hoa hồng 15%
- Không cần bằng cấp, không cần kinh nghiệm
- Bao ăn ở, bao xe đưa đón từ Sài Gòn qua tận nơi, làm hộ chiếu miễn phí
- Ứng lương trước 5 triệu cho bạn nào khó khăn
- Không lừa đảo, không giam giữ, thích thì về
Đi ngay trong tuần. Zalo/Tele: @demo_kimsa_hr`,
  }),
  lure({
    id: 'vi-khong-dau-tele',
    language: 'vi',
    place: 'channel',
    title: '',
    text: `tuyen gap 10 ban di cam lam game bai, luong 1200$ tro len
ko can bang cap, biet su dung may tinh la dc
bao ve xe, bao an o, lam ho chieu free, co nguoi don tai ben xe mien dong 20h toi nay
ai dan them nguoi thuong 3tr/nguoi
ib tele @demo_gamebai_cam`,
  }),
  lure({
    id: 'th-admin-poipet',
    language: 'th',
    place: 'board',
    title: 'รับสมัครแอดมินตอบแชท รายได้ดี ที่พักฟรี',
    employer: 'บริษัท เอเชียออนไลน์',
    location: 'สระแก้ว',
    country: 'TH',
    pay: { min: 35000, max: 50000, currency: 'THB', period: 'MONTH' },
    text: `รับแอดมินตอบแชทลูกค้า 15 อัตรา ทำงานฝั่งปอยเปต ติดชายแดน
เงินเดือน 35,000-50,000 บาท มีค่าคอมต่างหาก
ไม่จำกัดวุฒิ ไม่ต้องมีประสบการณ์ พิมพ์ดีดได้ก็พอ อายุ 18-35 ปี
ที่พักฟรี อาหาร 3 มื้อ มีรถรับจากสระแก้ว ข้ามไปทำงานได้เลย ไม่มีพาสปอร์ตก็มาได้
เบิกเงินล่วงหน้าได้ ปลดหนี้ให้
ไม่หลอก ไม่กักขัง กลับบ้านได้ตลอด
สนใจทักไลน์ @demoasia99`,
  }),
  lure({
    id: 'th-grey-work',
    language: 'th',
    place: 'channel',
    title: '',
    text: `งานสายเทา เว็บพนัน รับคนไทยด่วนๆ 🔥
ออฟฟิศท่าขี้เหล็ก เดินทางคืนนี้ นัดเจอแม่สาย 2 ทุ่ม
รายได้ 30k+ ไม่ต้องมีวุฒิ มีห้องพักให้ ข้าวฟรี
พาเพื่อนมา หัวละ 3,000
ทักเทเลแกรม @demo_tcl_work`,
  }),
  lure({
    id: 'id-admin-kamboja',
    language: 'id',
    place: 'board',
    title: 'Dibutuhkan segera: Admin & Operator Online penempatan Kamboja',
    employer: 'PT Cahaya Digital',
    location: 'Jakarta',
    country: 'ID',
    pay: { min: 12000000, max: 16000000, currency: 'IDR', period: 'MONTH' },
    text: `Loker luar negeri! Penempatan Phnom Penh dan Sihanoukville.
Tugas: membalas chat member, input data, promosi situs game.
Gaji 12 – 16 juta + bonus bulanan, dibayar pakai dolar.
Tanpa ijazah, tanpa pengalaman, yang penting bisa mengetik cepat dan punya paspor. Belum punya paspor? Kami bantu buatkan.
Tiket pesawat, visa, mess dan makan 3x sehari ditanggung perusahaan.
Bukan penipuan, tidak ada penyekapan, boleh cuti pulang.
Interview singkat lewat Telegram @demo_cahaya_hr. Berangkat minggu ini!`,
  }),
  lure({
    id: 'id-judol-cs',
    language: 'id',
    place: 'channel',
    title: '',
    text: `🔥 OPEN CS JUDOL 🔥 lokasi poipet
cowok/cewek max 30th, bisa ngetik
gaji 800-1000 usd, uang makan, mess gratis, tiket ditanggung
bisa kasbon 2jt sebelum berangkat
yg bawa temen dapat fee 1jt/orang
gas PM tele @demo_poipet_cs`,
  }),
  lure({
    id: 'ms-khidmat-pelanggan',
    language: 'ms',
    place: 'board',
    title: 'Jawatan kosong: Pegawai Khidmat Pelanggan Luar Negara',
    employer: 'Mega Harapan Resort',
    location: 'Kuala Lumpur',
    country: 'MY',
    pay: { min: 9000, max: 15000, currency: 'MYR', period: 'MONTH' },
    text: `Gaji RM9,000 hingga RM15,000 sebulan, tiada pengalaman diperlukan!
Kerja di syarikat pelaburan dekat Mae Sot. Fasih Mandarin satu kelebihan.
Tiket kapal terbang, visa, asrama dan makan semua percuma, awak tak perlu keluar satu sen pun.
Umur 18-35, SPM pun tak wajib. Boleh minta pendahuluan gaji.
Kami bukan scammer, tempat kerja selamat dan sah.
Bertolak dari Sungai Golok hujung minggu ini. WhatsApp sahaja +44 7700 900455`,
  }),
  lure({
    id: 'fil-csr-cambodia',
    language: 'fil',
    place: 'board',
    title: 'CSR / Encoder – Cambodia, no placement fee, alis agad',
    employer: 'Sunrise E-Gaming',
    location: 'Manila',
    country: 'PH',
    pay: { min: 1000, max: 1300, currency: 'USD', period: 'MONTH' },
    text: `Hiring 20 Pinoy CSR para sa e-gaming company sa Sihanoukville!
Sahod 1000-1300 USD, libre ticket, libre tirahan at pagkain, libre visa.
Hindi kailangan ng experience, kahit high school graduate, basta marunong mag-type.
Tourist lang muna ang pasok, sabihin na magbabakasyon pag tinanong sa Immigration.
May nag-aabang na sundo sa airport. Pwede mag-cash advance.
Hindi ito scam, legit po kami at pwede umuwi anytime.
PM lang sa Telegram @demo_sunrise_ph`,
  }),
  lure({
    id: 'fil-love-chat-dubai-ofw',
    language: 'fil',
    place: 'channel',
    title: '',
    text: `Mga kabayan sa Dubai na expired na ang visa 👇
May work agad sa Thailand side, chat chat lang sa foreigner, "love scam" ang tawag ng iba pero marketing lang po
40-50k pesos kada buwan, libre plane ticket papunta, libre lahat
Bawat kaibigan na isasama may 5k
msg nyo ko TG @demo_ate_joy`,
  }),
  lure({
    id: 'ko-tm-cambodia',
    language: 'ko',
    place: 'board',
    title: '해외 본사 TM·채팅 상담원 급구 (초보 가능, 월 1000 이상)',
    employer: '글로벌커넥트',
    location: '해외',
    text: `캄보디아 프놈펜·시하누크빌 본사에서 직접 뽑습니다.
업무: 단순 컴퓨터 작업, 채팅 상담, TM
급여: 월 1,000만원 ~ 2,500만원 (실적별 인센티브)
숙식 제공, 항공권 선지급, 비자 필요 없음, 공항 픽업
학력 무관, 경력 무관, 만 20세~39세
빚 있으신 분, 신용불량자 환영. 선불금 가능
감금·폭행 절대 없습니다. 언제든지 귀국 가능
텔레그램 @demo_globalconn`,
  }),
  lure({
    id: 'ko-tongjang',
    language: 'ko',
    place: 'channel',
    title: '',
    text: `✅ 장집 / 출집 같이 하실 분 ✅
본인 통장 들고 태국으로 출국하시면 됩니다
비행기표 숙소 식사 전부 지원, 2주에 500 드립니다
한국에서 답 없는 분들 오세요 보안 철저
지인 소개 시 소개비 100
텔 @demo_ntj77`,
  }),
  lure({
    id: 'ru-operator-thailand',
    language: 'ru',
    place: 'board',
    title: 'Оператор чата в Таиланд, без опыта, билет за наш счёт',
    employer: 'Asia Support Group',
    location: 'Таиланд',
    country: 'TH',
    pay: { min: 2000, max: 3500, currency: 'USD', period: 'MONTH' },
    text: `Набираем молодых людей 18–32 лет для переписки с клиентами и привлечения инвестиций (крипта).
Офис недалеко от Мае Сот, встречаем в аэропорту и везём на место.
Оплата 2000–3500 долларов плюс процент.
Билет, виза, жильё и питание бесплатно. Опыт и диплом не нужны, обучим за два дня.
Загранпаспорт поможем сделать срочно.
Никакого обмана, паспорта не забираем, уехать можно в любой момент.
Пишите в телеграм @demo_asia_support`,
  }),
  lure({
    id: 'hi-digital-sales-laos',
    language: 'hi',
    place: 'board',
    title: 'लाओस में डिजिटल सेल्स एग्जीक्यूटिव – टिकट और वीज़ा फ्री',
    employer: 'गोल्डन फ्यूचर',
    location: 'दिल्ली',
    country: 'IN',
    pay: { min: 90000, max: 120000, currency: 'INR', period: 'MONTH' },
    text: `गोल्डन ट्रायंगल, लाओस में कंपनी को 25 लड़के-लड़कियां चाहिए।
काम: ऑनलाइन चैटिंग और डिजिटल मार्केटिंग, सिर्फ टाइपिंग टेस्ट होगा।
सैलरी 90 हजार से 1.2 लाख महीना, ऊपर से कमीशन।
हवाई टिकट, वीज़ा, रहना-खाना सब मुफ्त। डिग्री या अनुभव की जरूरत नहीं।
पासपोर्ट हो तो इसी हफ्ते उड़ान। कोई धोखा नहीं, जब चाहें वापस आ सकते हैं।
टेलीग्राम @demo_golden_future पर संपर्क करें`,
  }),
  lure({
    id: 'hi-latn-computer-operator',
    language: 'hi-Latn',
    place: 'channel',
    title: '',
    text: `Bhai log Cambodia ke liye computer operator chahiye, 15 ladke
salary 80 hazar se 1 lakh, ticket free visa free khana rehna free
koi experience nahi chahiye, sirf typing aani chahiye, 10th fail bhi chalega
agent ko ek rupya nahi dena, company sab karegi, tourist visa pe jana hai
kal raat ki flight hai Kolkata se
telegram karo @demo_rk_overseas`,
  }),
  lure({
    id: 'bn-computer-operator-thailand',
    language: 'bn',
    place: 'classifieds',
    title: 'থাইল্যান্ডে কম্পিউটার অপারেটর নিয়োগ, ভিসা ও টিকিট ফ্রি',
    location: 'ঢাকা',
    text: `থাইল্যান্ডের সীমান্তে মায়াওয়াডি এলাকার আইটি কোম্পানিতে লোক নেওয়া হবে।
কাজ: কম্পিউটারে টাইপিং ও বিদেশিদের সাথে চ্যাট করা।
বেতন মাসে ১ লাখ থেকে ১ লাখ ৩০ হাজার টাকা, সাথে কমিশন।
বিমান টিকিট, ভিসা, থাকা-খাওয়া সব ফ্রি। কোনো অভিজ্ঞতা বা সার্টিফিকেট লাগবে না।
বয়স ১৮-৩০। ভিজিট ভিসায় এই সপ্তাহেই ফ্লাইট।
হোয়াটসঅ্যাপ +44 7700 900612`,
  }),
  lure({
    id: 'ky-kytaicha-tai',
    language: 'ru',
    place: 'classifieds',
    title: 'Требуются со знанием китайского, Золотой треугольник',
    location: 'Бишкек',
    text: `Китайская компания в Лаосе (Золотой треугольник) набирает ребят из Кыргызстана и Казакстана.
Кытайча билгендер, жөнөкөй компьютер иши, чат.
Айлык 2000–3000$, билет, виза, жатакана, тамак бекер.
Тажрыйба керек эмес, жаш 18–30.
Жазгыла: телеграм @demo_kg_laos`,
  }),
  lure({
    id: 'my-online-myawaddy',
    language: 'my',
    place: 'classifieds',
    title: 'မြဝတီ ရွှေကုက္ကို အွန်လိုင်းဝန်ထမ်း အမြန်ခေါ်',
    location: 'မြဝတီ',
    text: `ရွှေကုက္ကို မြို့သစ်မှာ ကွန်ပျူတာ စာရိုက်ဝန်ထမ်း ကျား/မ အသက် ၁၈ မှ ၃၅ အထိ ခေါ်ပါသည်။
လစာ ထိုင်းဘတ် ၃၅၀၀၀ မှ စပြီး ကော်မရှင်ပါ ရမည်။
အတွေ့အကြုံ မလိုပါ၊ ပညာအရည်အချင်း မလိုပါ။
နေစရိတ် စားစရိတ် အခမဲ့၊ လမ်းစရိတ် ကြိုထုတ်ပေးမည်။
တရုတ်စကား တတ်ရင် ပိုကောင်း။
တယ်လီဂရမ် @demo_shwe_job`,
  }),
  lure({
    id: 'ne-technology-dubai',
    language: 'ne',
    place: 'classifieds',
    title: 'कम्बोडियामा आईटी काम, टिकट र भिसा निःशुल्क',
    location: 'काठमाडौं',
    text: `टेक्नोलोजी कम्पनीमा २० जना युवा चाहियो, दुबई हुँदै कम्बोडिया जाने।
काम: कम्प्युटरमा च्याट गर्ने, टाइपिङ मात्र जाने पुग्छ।
तलब महिनाको १५०० डलर, खाने बस्ने र हवाई टिकट कम्पनीले दिन्छ।
अनुभव चाहिँदैन, भिजिट भिसामा यही हप्ता उड्ने।
टेलिग्राम @demo_ne_tech`,
  }),
  lure({
    id: 'zh-image-advert',
    language: 'zh-Hans',
    place: 'board',
    title: '高薪招聘 详情看图',
    location: '境外',
    text: `境外办公室急招，待遇见图片，有意者加纸飞机 @demo_tuwen66 私聊。`,
    image: 'image-advert.png',
  }),
];
