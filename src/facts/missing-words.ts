/**
 * How pages that answer 200 say that nothing stands at their address, by language. Matched like expiry-words.ts, and
 * only where a page holds nothing else. Written for this project; unreviewed by native speakers.
 */
export const missingWords: Readonly<Record<string, readonly string[]>> = {
  en: [
    "(page|job|advert|ad|listing|posting|post|vacancy)( (that )?you (are|were) looking for| you requested)? ?(was|is|has|does|could|can)? ?(not|n['’]t|['’]t)( be(en)?)? (found|exist)",
    '(404|error 404|not found)( error)?$',
    "(we )?(can['’]t|cannot|could(n['’]t| not)) find (this|that|the) (page|job|advert|ad|listing|posting)",
    'no (such )?page (was )?found',
  ],
  'zh-Hans': [
    '(页面|网页|职位|信息|帖子)(不存在|找不到|未找到|走丢了)',
    '(找不到|未找到)(该|您|此)?.{0,8}(页面|网页|职位|信息)',
  ],
  'zh-Hant': ['(頁面|網頁|職缺|職位|貼文)(不存在|找不到)', '找不到(該|您|此)?.{0,8}(頁面|網頁|職缺|職位)'],
  vi: [
    '(không tìm thấy|không tồn tại).{0,12}(trang|tin|việc làm)',
    '(trang|tin|việc làm).{0,20}không (tồn tại|tìm thấy)',
  ],
  th: ['ไม่พบ(หน้า|ประกาศ|งาน|ข้อมูล)', '(หน้า|ประกาศ).{0,12}ไม่(พบ|มีอยู่)'],
  id: [
    '(halaman|lowongan|iklan).{0,24}tidak (ditemukan|ada|tersedia)',
    '(laman|iklan|jawatan).{0,24}tidak (dijumpai|wujud)',
  ],
  fil: ['hindi (mahanap|nakita|matagpuan).{0,20}(pahina|trabaho|page)'],
  ko: ['(페이지|공고|게시물|게시글)(를|을|가|이)? ?(찾을 수 없|존재하지 않)'],
  ja: ['(ページ|求人|投稿)(は|が)?(見つかりません|存在しません)', 'お探しの(ページ|求人)'],
  ru: ['(страница|вакансия|объявление) (не найден[ао]|не существует)', 'такой страницы (нет|не существует)'],
  hi: ['(पेज|पृष्ठ|नौकरी).{0,12}नहीं (मिला|मिली|है)'],
  es: ['(página|oferta|anuncio).{0,24}no (existe|encontrad[ao]|se encuentra|se ha encontrado)'],
  fr: ["(page|offre|annonce).{0,24}(introuvable|n[’']existe (pas|plus))"],
};
