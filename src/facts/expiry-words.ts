/**
 * How pages say that an advert is over, by language: what people write in such a notice, not single words that an
 * advert may hold. Matched without regard to case, within one short line. Written for this project; unreviewed by
 * native speakers except where docs say so.
 */
export const expiryWords: Readonly<Record<string, readonly string[]>> = {
  en: [
    '(this|the) (job|position|vacancy|advert|ad|listing|posting|offer|post)( posting| listing| advert| offer| opening)? (has|is) (already |now |been )*(expired|closed|filled|removed|deleted|ended|taken down)',
    '(this|the) (job|position|vacancy|advert|ad|listing|posting|offer|post)( posting| listing| advert| offer| opening)? (is )?(no longer|not) (available|active|accepting|online|open)',
    'no longer accepting applications',
    'applications? (are|have|is|has) (now |been )?closed',
    '(vacancy|position|job) (filled|closed|expired)',
  ],
  'zh-Hans': [
    '(职位|招聘|信息|帖子|广告)(已经|已)(过期|下线|关闭|失效|删除|结束|停止)',
    '(职位|招聘|信息)不存在或已',
  ],
  'zh-Hant': ['(職位|職缺|招聘|徵才|資訊|貼文|廣告)(已經|已)(過期|下架|關閉|失效|刪除|結束|截止)'],
  vi: [
    '(tin|việc làm|công việc|tin tuyển dụng|tin đăng|vị trí)( này)? (đã|không còn) (hết hạn|đóng|bị xóa|tuyển đủ|hiệu lực|tồn tại)',
    'đã hết hạn (nộp hồ sơ|ứng tuyển|tuyển dụng)',
  ],
  th: ['(ประกาศ|งาน|ตำแหน่ง)(งาน)?(นี้)?(ได้)?(หมดอายุ|ปิดรับสมัคร|ถูกลบ|ปิดแล้ว)', 'ปิดรับสมัครแล้ว'],
  id: [
    '(lowongan|iklan|loker|pekerjaan|posisi)( kerja| ini| pekerjaan)* (sudah|telah) (kadaluarsa|kedaluwarsa|berakhir|ditutup|dihapus|terisi|tidak aktif)',
    '(lowongan|iklan|loker|pekerjaan)( kerja| ini)* (sudah )?tidak tersedia',
  ],
  ms: [
    '(iklan|jawatan|kerja|kekosongan)( kosong| kerja| ini)* (telah|sudah) (tamat|ditutup|luput|dipadam|diisi)',
    '(iklan|jawatan|kerja)( kosong| ini)* (sudah )?tidak lagi (tersedia|aktif|dibuka)',
  ],
  fil: [
    '(ang )?(trabaho|posisyon|anunsyo|bakante)( na ito| ito)? (ay )?(sarado na|nag-expire na|hindi na available|napunan na|tapos na)',
  ],
  ko: [
    '(채용|공고|모집|구인)(이|가|은|는)? ?(이미 )?(마감|종료|만료|삭제)(되었|됐|된)',
    '마감된 (채용|공고|구인)',
  ],
  ja: [
    '(求人|募集|掲載|投稿|広告)(情報|期間)?(は|が)?(すでに|既に)?(終了|締め切|締切|削除|期限切れ)(し|さ|ら|と)',
  ],
  ru: [
    '(вакансия|объявление|предложение) (уже )?(закрыт[ао]|неактивн[ао]|удален[ао]|удалён[ао]|снят[ао]|в архиве|больше не|истекл[ао]|просрочен[ао])',
    '(вакансия|объявление) (перенесен[ао] )?в архив',
    'срок (размещения|действия) (вакансии|объявления) истек',
  ],
  uk: ['(вакансія|оголошення) (вже )?(закрит[ае]|неактивн[ае]|видален[ае]|знят[ае]|більше не|в архіві)'],
  kk: ['(вакансия|хабарландыру|жұмыс орны) (жабылды|жабылған|мерзімі өтті|жойылды|өшірілді)'],
  ky: ['(вакансия|жарнама|жарыя|жумуш) (жабылды|жабылган|мөөнөтү өттү|өчүрүлдү)'],
  uz: [
    "(vakansiya|e['ʻ‘’]lon|ish o['ʻ‘’]rni) (yopilgan|yopildi|muddati (tugagan|o['ʻ‘’]tgan)|o['ʻ‘’]chirilgan)",
  ],
  mn: ['(ажлын байр|зар|ажлын зар)(ын)? (хаагдсан|дууссан|хугацаа (нь )?дууссан|устгагдсан)'],
  hi: [
    '(यह )?(नौकरी|पद|विज्ञापन|भर्ती|वैकेंसी)( अब)? (समाप्त|बंद|उपलब्ध नहीं|हटा)( हो| दी| दिया| कर| गई| गया| चुक| है)',
  ],
  bn: [
    '(এই )?(চাকরি|চাকরিটি|বিজ্ঞাপন|বিজ্ঞাপনটি|পদটি|সার্কুলারটি)(র)?( আর| মেয়াদ)? (মেয়াদোত্তীর্ণ|মেয়াদ শেষ|বন্ধ|উপলব্ধ নেই|নেই|সরিয়ে|শেষ হয়েছে)',
  ],
  ur: ['(یہ )?(ملازمت|نوکری|اشتہار|آسامی)( اب)? (ختم|بند|دستیاب نہیں|ہٹا)( ہو| دی| دیا| ہے)'],
  ta: [
    '(இந்த )?(வேலை|பணி|விளம்பரம்)( வாய்ப்பு)?( இனி)? (காலாவதியாகிவிட்டது|முடிந்துவிட்டது|மூடப்பட்டது|கிடைக்கவில்லை|நீக்கப்பட்டது)',
  ],
  ne: ['(यो )?(जागिर|विज्ञापन|रोजगारी|पद)(को)?( म्याद)? (समाप्त|सकिए|सकियो|बन्द|हटाइए)'],
  si: ['(මෙම )?(රැකියාව|රැකියා දැන්වීම|දැන්වීම|තනතුර) (කල් ඉකුත්|අවසන්|වසා|ඉවත්|තවදුරටත්)'],
  my: ['(ဤ|ဒီ)?(အလုပ်|အလုပ်ခေါ်စာ|ကြော်ငြာ)(သည်|က|မှာ)? ?(သက်တမ်းကုန်|ပိတ်လိုက်|ပိတ်သွား|ပိတ်ထား|ဖျက်လိုက်|မရှိတော့)'],
  km: ['(ការងារ|ការផ្សាយ|ការប្រកាស)(នេះ|ងារ)?(បាន)?(ផុតកំណត់|បិទ(ហើយ|រួច)|ត្រូវបានលុប|លែងមាន)'],
  lo: ['(ປະກາດ|ວຽກ|ຕຳແໜ່ງ)(ງານ|ນີ້)*(ໄດ້)?(ໝົດອາຍຸ|ປິດຮັບສະໝັກ|ປິດແລ້ວ|ຖືກລຶບ)'],
  ar: [
    '(هذه |هذا )?(الوظيفة|الإعلان|الشاغر|العرض) (لم تعد|لم يعد|منتهي|مغلق|محذوف|انتهت|انتهى|تم إغلاق|تم حذف)',
    'انتهت صلاحية (الوظيفة|الإعلان|هذا الإعلان|هذه الوظيفة)',
  ],
  tr: [
    '(bu )?(iş |)(ilan[ıi]?|pozisyon)(ın|ın süresi| süresi)? (süresi )?(dolmuş|doldu|sona er|kapan|kaldırıl|yayından|artık)',
    'yayından kaldırılm[ıi]ş',
  ],
  sw: [
    '(nafasi|tangazo|kazi)( hii| hili| ya kazi)* (imefungwa|limefungwa|imeisha|limeisha|haipo tena|halipo tena|imekwisha)',
  ],
  am: ['(ይህ |የሥራ |የስራ )?(ማስታወቂያ|ሥራ|ስራ|ክፍት ቦታ)(ው)? (ጊዜው አልፏል|ተዘግቷል|አብቅቷል|ተሰርዟል)'],
  pt: [
    '(esta|a|este|o) (vaga|oferta|anúncio|anuncio)( de emprego)? (já )?(expirou|foi (encerrad|removid|fechad|preenchid)|está (encerrad|fechad|expirad)|não está mais|já não)',
    'vaga (encerrada|expirada|fechada|preenchida)',
  ],
  es: [
    '(esta|la|este|el) (oferta|vacante|anuncio|empleo|aviso)( de empleo| de trabajo)? (ya )?(ha (expirad|caducad|finalizad|sido)|expiró|caducó|finalizó|no está (disponible|activ)|está (cerrad|caducad|finalizad))',
    '(oferta|vacante) (caducada|cerrada|finalizada|expirada)',
  ],
  fr: [
    "(cette|l['’]|cet) ?(offre|annonce|emploi)( d['’]emploi)? (a expiré|est (expirée?|pourvue?|clôturée?|fermée?)|n['’]est plus|a été (supprimée?|retirée?|pourvue?))",
  ],
  de: [
    '(diese|die|dieses) (stelle|anzeige|stellenanzeige|inserat) (ist|wurde) (nicht mehr|abgelaufen|geschlossen|gelöscht|besetzt|deaktiviert|bereits)',
  ],
};
