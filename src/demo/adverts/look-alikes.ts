import type { DemoAdvert } from '../demo-advert.ts';

const lookalike = (advert: Omit<DemoAdvert, 'label'>): DemoAdvert => ({ ...advert, label: 'lookalike' });

/** Honest offers that share single signs with lures: free flight and lodging, abroad, casino, call centre. */
export const lookAlikes: DemoAdvert[] = [
  lookalike({
    id: 'en-hotel-dubai',
    language: 'en',
    place: 'board',
    title: 'Front Desk Agent – 5-star hotel, Dubai',
    employer: 'Palm Crescent Hotel LLC (demonstration)',
    location: 'Dubai, United Arab Emirates',
    country: 'AE',
    pay: { min: 3200, max: 3600, currency: 'AED', period: 'MONTH' },
    text: `Two years of hotel front office experience and a diploma in hospitality required.
We offer AED 3,200–3,600 a month, shared staff accommodation, duty meals, employment visa, medical insurance and a yearly return ticket as per UAE labour law, with end of service gratuity.
Interviews in person in Kathmandu through our licensed recruitment partner, licence no. 000/064/65. No fee is charged to candidates.
Send your CV to careers@palmcrescent.example.com`,
  }),
  lookalike({
    id: 'en-seafarer',
    language: 'en',
    place: 'board',
    title: 'Able Seaman – container vessel',
    employer: 'Northern Star Crewing (demonstration)',
    location: 'Worldwide',
    pay: { min: 1700, currency: 'USD', period: 'MONTH' },
    text: `STCW certificates, valid seaman's book and medical certificate required. Minimum 24 months of sea service in rank.
Contract 8 months, joining flight, visa and accommodation on board provided by the owner under the MLC 2006 collective agreement.
Apply at our office with original documents; manning licence DMW-000-SB-000000-R (demonstration).`,
  }),
  lookalike({
    id: 'fil-bpo-makati',
    language: 'fil',
    place: 'board',
    title: 'Customer Service Representative – Makati site',
    employer: 'BrightLine Contact Center Inc. (demonstration)',
    location: 'Makati City',
    country: 'PH',
    pay: { min: 22000, max: 26000, currency: 'PHP', period: 'MONTH' },
    text: `Hiring CSR for our telco account, on-site sa Makati. Sahod P22,000-26,000 plus night differential.
May SSS, PhilHealth, Pag-IBIG, HMO sa day 1 at 13th month pay.
At least Senior High graduate, may 6 months BPO experience. One-day hiring process sa recruitment hub namin, dalhin ang resume at 2 valid ID.`,
  }),
  lookalike({
    id: 'zh-hans-dongguan',
    language: 'zh-Hans',
    place: 'board',
    title: '东莞电子厂普工 包吃包住',
    employer: '华新电子（演示）有限公司',
    location: '广东东莞',
    country: 'CN',
    pay: { min: 5500, max: 7000, currency: 'CNY', period: 'MONTH' },
    text: `招普工50名，18-45岁，无经验可培训上岗。
月薪5500-7000元，每月15号发工资，包吃包住，入职买五险一金。
签订正式劳动合同，无需缴纳任何押金，需体检和身份证原件，到厂面试。
厂车在东莞汽车站接送。`,
  }),
  lookalike({
    id: 'zh-hant-macau-hotel',
    language: 'zh-Hant',
    place: 'board',
    title: '澳門酒店娛樂場服務員',
    employer: '海灣綜合度假村股份有限公司（示範）',
    location: '澳門',
    country: 'MO',
    pay: { min: 16000, max: 18000, currency: 'MOP', period: 'MONTH' },
    text: `工作地點：澳門路氹。需高中畢業，一年以上餐飲或酒店經驗。
月薪澳門幣 16,000 至 18,000，設雙糧、醫療保險、公積金及員工餐。
外地僱員由公司依法申請外地僱員逗留許可，持牌職業介紹所安排現場面試。
請將履歷寄至 hr@haiwan.example.com`,
  }),
  lookalike({
    id: 'vi-xkld-nhat',
    language: 'vi',
    place: 'board',
    title: 'Đơn hàng thực phẩm Nhật Bản – thực tập sinh kỹ năng',
    employer: 'Công ty CP Nhân lực Minh Họa (bản trình diễn)',
    location: 'Saitama, Nhật Bản',
    country: 'JP',
    pay: { min: 180000, currency: 'JPY', period: 'MONTH' },
    text: `Tuyển 12 nữ chế biến thực phẩm, tốt nghiệp THPT, 19-30 tuổi, sức khỏe tốt.
Lương cơ bản 180.000 yên/tháng, đóng bảo hiểm theo luật Nhật Bản, công ty hỗ trợ ký túc xá.
Thi tuyển trực tiếp tại Hà Nội, đào tạo tiếng Nhật 6 tháng.
Giấy phép hoạt động dịch vụ đưa người lao động đi làm việc ở nước ngoài số 000/LĐTBXH-GP. Chi phí thu theo quy định, có hóa đơn.`,
  }),
  lookalike({
    id: 'th-restaurant',
    language: 'th',
    place: 'board',
    title: 'พนักงานร้านอาหารญี่ปุ่น มีที่พักฟรี',
    employer: 'บริษัท ซากุระฟู้ด (สาธิต) จำกัด',
    location: 'กรุงเทพมหานคร',
    country: 'TH',
    pay: { min: 13000, max: 15000, currency: 'THB', period: 'MONTH' },
    text: `รับพนักงานเสิร์ฟและผู้ช่วยครัว สาขาอโศก เงินเดือน 13,000-15,000 บาท บวกเซอร์วิสชาร์จ
ไม่มีประสบการณ์สอนให้ มีที่พักฟรี อาหาร 2 มื้อ ประกันสังคม วันหยุดประจำสัปดาห์ โบนัสประจำปี
สมัครด้วยตนเองที่ร้านทุกวัน เตรียมบัตรประชาชนและวุฒิการศึกษา`,
  }),
  lookalike({
    id: 'id-taiwan-p3mi',
    language: 'id',
    place: 'board',
    title: 'Operator pabrik Taiwan – proses resmi',
    employer: 'PT Contoh Karya Mandiri (demonstrasi)',
    location: 'Taoyuan, Taiwan',
    country: 'TW',
    pay: { min: 28590, currency: 'TWD', period: 'MONTH' },
    text: `Penempatan resmi melalui BP2MI, SIP3MI No. 000 Tahun 2025.
Syarat: pria 20-35 tahun, ijazah minimal SMA, sehat, mengikuti pelatihan bahasa dan lulus medical.
Gaji NT$28.590 sesuai upah minimum, lembur dihitung, asuransi BPJS PMI, asrama disediakan pabrik.
Wawancara langsung di kantor kami di Semarang. Biaya sesuai struktur resmi.`,
  }),
  lookalike({
    id: 'ko-jeju-resort',
    language: 'ko',
    place: 'board',
    title: '제주 리조트 프런트 직원 채용 (기숙사 제공)',
    employer: '(주)한라리조트 시연용',
    location: '제주특별자치도',
    country: 'KR',
    pay: { min: 2600000, max: 2900000, currency: 'KRW', period: 'MONTH' },
    text: `제주 서귀포 리조트 프런트 근무, 월급 260만원~290만원, 4대보험, 퇴직금, 연차.
기숙사와 하루 2식 제공. 관광 관련 학과 졸업자 또는 호텔 경력 1년 이상 우대.
이력서 제출 후 현장 면접을 봅니다.`,
  }),
  lookalike({
    id: 'ru-vahta',
    language: 'ru',
    place: 'board',
    title: 'Сварщик вахтой, проживание и питание бесплатно',
    employer: 'ООО «СеверСтройДемо»',
    location: 'Сургут',
    country: 'RU',
    pay: { min: 160000, max: 190000, currency: 'RUB', period: 'MONTH' },
    text: `Вахта 60/30, оформление по ТК РФ, зарплата 160 000–190 000 рублей два раза в месяц.
Проезд до объекта, проживание и трёхразовое питание за счёт компании, спецодежда.
Требования: удостоверение сварщика НАКС, опыт от 2 лет, медосмотр.
Отдел кадров: hr@severstroy.example.com`,
  }),
  lookalike({
    id: 'hi-gulf-electrician',
    language: 'hi',
    place: 'board',
    title: 'क़तर के लिए इलेक्ट्रीशियन – सरकारी लाइसेंस वाली एजेंसी',
    employer: 'नमूना ओवरसीज प्रा. लि. (प्रदर्शन)',
    location: 'दोहा, क़तर',
    country: 'QA',
    pay: { min: 1600, max: 1900, currency: 'QAR', period: 'MONTH' },
    text: `आईटीआई प्रमाणपत्र और कम से कम 3 साल का अनुभव जरूरी।
वेतन 1600-1900 रियाल, आवास, भोजन भत्ता, दो साल बाद टिकट, चिकित्सा बीमा।
आरए लाइसेंस नंबर B-0000/DEL/PER/1000+/5/0000, ई-माइग्रेट पर पंजीकृत। इंटरव्यू दिल्ली कार्यालय में आमने-सामने।`,
  }),
];
