/**
 * Words by which pages name what stands around an advert: in class names and ids, and in the headings over lists of
 * other adverts. One line a language or a kind.
 */

import { ownText } from './own-text.ts';

/** Whole words of a class name or id, camel humps and underscores made hyphens. */
const frameClassWords = [
  'nav|navbar|navigation|navi|gnb|lnb|menu|menus|submenu|megamenu|mainmenu|topmenu|breadcrumbs?|crumbs?|topbar|appbar|toptb|masthead|toolbar|skip(?:-link|-?nav)?|tabbar',
  'footer|ftr|hdr|colophon|copyright|site-(?:footer|header|nav|bottom|links|top)|page-(?:header|footer)|page-top|top-(?:bar|strip|menu|header)|header-(?:top|bar|nav)|bottom-(?:bar|links)|app-header',
  'sidebar|side-?bar|side-(?:card|box|column|menu)|widget|widget-area|aside',
  'cookies?|consent|gdpr|lgpd|ccpa|newsletter|subscribe|subscription|job-?alerts?|popup|pop-up|modal|overlay|lightbox|toast',
  'share|sharing|shares|social|sharedaddy|share-?buttons|addthis|addtoany',
  'related|relatedposts|similar|recommend(?:ed|ations?)?|suggest(?:ed|ions?)?|also-viewed|also-like|more-jobs|other-jobs|other-ads|more-from|latest-jobs|recent-(?:jobs|posts)|popular-?posts|featured-jobs|you-may|read-next|see-also|see-more|upsell|carousel-jobs',
  'advertisement|advert-banner|banner-ad|adsbygoogle|ad-slot|ads?-(?:block|box|banner|unit|wrapper)|code-block|sponsored|promo|promotion',
  'sr-only|screen-reader-text|visually-hidden|assistive',
  'pagination|pager|paging|pagenav|prev-next|post-navigation',
  'login|signin|sign-in|signup|register-box|user-?info|author-(?:box|bio)|post-?profile|postprofile|signature|comments?|comment-(?:list|form)|disqus|reply-form|quick-?reply|blog-?archive|tag-?cloud',
  // Vietnamese, Indonesian and Malay, Chinese, Spanish and Portuguese, Turkish, Russian
  'lien-quan|tin-lien-quan|tuong-tu|viec-lam-tuong-tu|goi-y|quang-cao|chan-trang|dau-trang',
  'terkait|serupa|baca-juga|artikel-terkait|iklan-tengah|berkaitan',
  'xiangguan|tuijian|xiangsi|daohang|dibu|guanggao',
  'relacionad[ao]s|similares|parecid[ao]s|sugerid[ao]s|rodape|pie-pagina|cabecera|migas',
  'benzer(?:-ilanlar)?|ilgili|ust-menu|alt-menu|reklam',
  'pohozhie|podval|shapka|reklama',
].join('|');

const frameClass = new RegExp(`(?:^|[\\s-])(?:${frameClassWords})(?:[\\s-]|$)`);

const known = new Map<string, boolean>();
const mostKnown = 5000;

const asWords = (names: string): string =>
  names
    .slice(0, 300)
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[_:]+/g, '-')
    .replace(/-{2,}/g, '-');

/** True when class names or an id say that it is no content. */
export const isFrameName = (names: string): boolean => {
  const found = known.get(names);
  if (found !== undefined) return found;
  if (known.size >= mostKnown) known.clear();
  const is = frameClass.test(asWords(names));
  // A key cut out of a page would keep the whole page in memory.
  if (names.length <= 300) known.set(ownText(names), is);
  return is;
};

/** Class names, ids and test ids as words with hyphens, for finding fields by what they are called. */
export const nameWords = asWords;

const kindsOfAdvert =
  '(?:jobs?|vacanc(?:y|ies)|positions?|openings?|opportunities|adverts?|ads?|listings?|posts?|articles?|threads?|topics?|offers?|items?|searches|results)';

const headingPatterns = [
  `(?:related|similar|recommended|suggested|featured|latest|recent|newest|popular|hot|other|more|trending|sponsored|new) (?:\\p{L}+ )?${kindsOfAdvert}(?: .{0,30})?`,
  `more (?:${kindsOfAdvert} )?(?:from|like|by|at|in) .{0,40}|${kindsOfAdvert} you (?:may|might) .{0,30}|you (?:may|might) (?:also )?(?:like|be interested).{0,20}|(?:people|others|users|visitors).{0,20}(?:viewed|looked at|searched|applied).{0,20}|recommended for you|read (?:next|also|more)|see also|also (?:read|see|viewed)|categories|tags|archives?|blog archive|share this.{0,20}`,
  '.{0,12}(?:tương tự|liên quan|có thể bạn quan tâm|gợi ý cho bạn|tin khác|việc làm khác|tuyển dụng khác|xem thêm|tin mới nhất|việc làm mới nhất|cùng công ty).{0,25}',
  '.{0,10}(?:ที่เกี่ยวข้อง|ใกล้เคียง|ที่คุณอาจสนใจ|คุณอาจสนใจ|งานแนะนำ|งานอื่น|ประกาศอื่น|ที่คล้ายกัน|งานล่าสุด|ประกาศล่าสุด|แนะนำสำหรับคุณ|หมวดงาน|หมวดหมู่|อ่านต่อ).{0,20}',
  '(?:相似|相关|相關|推荐|推薦|其他|其它|更多|最新|热门|熱門|附近|同类|同類)(?:的)?(?:职位|職位|招聘|工作|岗位|信息|兼职|推荐|推薦|帖子|主题|文章|职缺|職缺|企业).{0,8}|猜你喜欢|看了又看|大家还在看|为你推荐|您可能.{0,10}|.{0,12}还看了.{0,6}',
  '.{0,20}(?:추천|비슷한|유사한|관련|다른|함께 본|최신|인기)\\s?(?:알바|채용|공고|일자리|채용공고|채용정보|글|게시글|공고들).{0,12}|.{0,20}함께 본 .{0,12}',
  '(?:похожие|другие|рекоменду\\p{L}+|ещ[её]|новые|популярные|свежие|последние) (?:вакансии|объявления|предложения|темы|записи|статьи|работ\\p{L}+).{0,20}|смотрите также|читайте также|вам (?:может|могут) .{0,30}|рекомендуем.{0,20}',
  '(?:lowongan|loker|artikel|berita|iklan|pos|pekerjaan|jawatan|kerja) (?:\\p{L}+ )?(?:terkait|serupa|lainnya|lain|terbaru|terkini|populer|popular|rekomendasi|pilihan|berkaitan|untuk anda).{0,20}|baca juga.{0,10}|anda mungkin .{0,25}|jawatan lain.{0,20}|iklan berkaitan',
  '(?:katulad|kaugnay|iba pa|mga kaugnay|iba pang).{0,25}',
  '.{0,12}(?:यह भी पढ़ें|मिलती-जुलती|संबंधित|सम्बन्धित|अन्य नौकरियां|अन्य नौकरियाँ|ताज़ा नौकरियां|ताजा नौकरियां|नवीनतम|इन्हें भी देखें).{0,20}',
  '.{0,6}(?:একই ধরনের|আরও চাকরি|আরো চাকরি|সম্পর্কিত|অন্যান্য চাকরি|সাম্প্রতিক|আরও পড়ুন).{0,20}',
  '.{0,6}(?:ဆင်တူ|ဆက်စပ်|အခြား|နောက်ဆုံး).{0,6}အလုပ်.{0,20}',
  '.{0,4}(?:ការងារផ្សេង|ពាក់ព័ន្ធ|ការងារស្រដៀង|ការងារថ្មី|អត្ថបទពាក់ព័ន្ធ|អាន​បន្ថែម).{0,20}|អត្ថបទពាក់ព័ន្ធ',
  '(?:ວຽກອື່ນ|ວຽກທີ່ກ່ຽວຂ້ອງ|ວຽກໃໝ່|ວຽກຄ້າຍຄືກັນ).{0,20}',
  '(?:関連|類似|おすすめ|その他|新着|似ている)(?:の)?(?:求人|仕事|お仕事|記事|情報).{0,12}',
  '(?:ofertas|empleos|anuncios|vagas|trabajos|trabalhos|emplois|offres|annonces|artículos|articles|artigos) (?:\\p{L}+ )?(?:similares|relacionad[ao]s|parecid[ao]s|semelhantes|similaires|recomendad[ao]s|destacad[ao]s|recientes|recentes).{0,20}|(?:ver|leia|lea) también|veja também|voir aussi|à lire aussi|quem viu .{0,20}',
  '(?:benzer|ilgili|diğer|son|önerilen) (?:\\p{L}+ )?(?:ilanlar|iş ilanları|ilanları|iş|konular).{0,12}',
  '(?:وظائف|إعلانات|مواضيع|مقالات) (?:\\p{L}+ )?(?:مشابهة|ذات صلة|أخرى|مقترحة|حديثة).{0,12}|(?:اقرأ|شاهد) أيضا.{0,4}',
  '(?:окшош|башка|жаңы|акыркы|ұқсас|соңғы) (?:жарыялар|жумуштар|вакансиялар|хабарландырулар|жұмыстар|бос орындар).{0,12}',
  "(?:o[ʻ‘’'`]?xshash|boshqa|yangi|so[ʻ‘’'`]?nggi) (?:e[ʼ’'`]?lonlar|vakansiyalar|ishlar|ish o[ʻ‘’'`]?rinlari).{0,12}",
  '(?:सम्बन्धित|अन्य|थप|पछिल्ला|यस्तै) (?:जागिर|रोजगारी|विज्ञापन|कामहरू).{0,16}',
  '(?:தொடர்புடைய|பிற|இதே போன்ற|சமீபத்திய) (?:வேலை|விளம்பர|பதிவு)\\S{0,16}.{0,12}',
  '(?:අදාළ|වෙනත්|සමාන|නවතම) (?:රැකියා|දැන්වීම්).{0,12}',
  '(?:ተመሳሳይ|ሌሎች|አዳዲስ|ተዛማጅ) (?:የስራ|የሥራ|ስራዎች|ሥራዎች|ማስታወቂያዎች).{0,16}',
  '(?:متعلقہ|ملتی جلتی|مزید) .{0,20}|(?:kazi|nafasi) (?:nyingine|zinazofanana).{0,16}',
];

const otherAdverts = new RegExp(`^[^\\p{L}]{0,4}(?:${headingPatterns.join('|')})[^\\p{L}]{0,6}$`, 'iu');
const longestHeading = 70;

/** `Related jobs`, `看了又看`: what follows is about other adverts. */
export const headsOtherAdverts = (text: string): boolean => {
  const words = text.trim();
  return words.length >= 3 && words.length <= longestHeading && otherAdverts.test(words);
};

const copyright =
  /^\P{L}{0,4}(?:©|\(c\)|copyright|all rights reserved|สงวนลิขสิทธิ์|bản quyền|版权所有|版權所有|hak cipta|저작권|все права|कॉपीराइट|সর্বস্বত্ব|រក្សាសិទ្ធិ|မူပိုင်ခွင့်|ສະຫງວນລິຂະສິດ|todos os direitos|todos los derechos|tous droits|tüm hakları|جميع الحقوق|حقوق النشر)|(?:all rights reserved|版权所有|powered by .{0,30})\.?$/iu;

const cookieNotice = /\bcookies?\b|\bkuki\b|файлы? cookie|クッキー|쿠키|คุกกี้|কুকি|कुकीज़|ملفات تعريف الارتباط/iu;
const longestNotice = 400;

/** A short block that is the site's and no advert's: who holds the rights, what it stores with visitors. */
export const isSiteNotice = (text: string): boolean =>
  text.length < longestNotice &&
  (cookieNotice.test(text) || text.split('\n').some((line) => copyright.test(line.trim())));
