/** Words by which classified sites name their work categories, in addresses and on screen; one line a language or family. */
const inAddresses =
  /(?:^|[/_.=-])(?:jobs?|work|employment|careers?|vacanc(?:y|ies)|hiring|recruitment|help-?wanted|part-?time|full-?time|gigs?|services-?jobs|viec-?lam|tuyen-?dung|tim-?viec|ngan|hangan|haa-?ngan|rab-?samak|lowongan|loker|kerja|pekerjaan|jawatan|kerjaya|trabaho|hanapbuhay|zhaopin|gongzuo|jianzhi|qiuzhi|alba|guin|chaeyong|rabota|vakans\w*|podrabotka|naukri|rojgar|chakri|jaagir|empleos?|trabajos?|ofertas-de-empleo|empregos?|vagas?|trabalhos?|emplois?|is-ilanlari|eleman|wazaef|ajira|kazi|nafasi-za-kazi|ish|zhumys|jumush)(?:[/_.=?&-]|$)/i;

const onScreen =
  /\b(?:jobs?|employment|vacanc(?:y|ies)|careers?|hiring|help wanted|recruitment|job offers?)\b|việc làm|tuyển dụng|tìm người làm|งาน|รับสมัคร|lowongan|pekerjaan|\bloker\b|jawatan kosong|kerja kosong|trabaho|招聘|求职|兼职|工作|職缺|徵才|구인|채용|알바|일자리|работа|ваканси|подработка|नौकरी|रोजगार|भर्ती|চাকরি|নিয়োগ|जागिर|रोजगारी|வேலை|රැකියා|ملازمت|نوکری|وظائف|عمل|توظيف|အလုပ်|ការងារ|ជ្រើសរើស|ວຽກ|求人|仕事|バイト|empleo|trabajo|emprego|vagas?\b|emploi|iş ilan|eleman aran|ajira|nafasi za kazi|жұмыс|жумуш|ish o.rin/iu;

export const isWorkAddress = (url: string): boolean => {
  const { pathname, search } = new URL(url);
  let path = pathname;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    // A broken escape: the address is looked at as it stands.
  }
  return inAddresses.test(pathname) || inAddresses.test(search) || onScreen.test(path);
};

export const saysWork = (words: string): boolean => onScreen.test(words);
