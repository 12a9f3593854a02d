/**
 * What fields of an advert are called in data that machines exchange: XML job feeds and JSON. Compared as in
 * `fieldOfName`. Long lists: English first, then the languages in which developers of job sites name their fields.
 */
import { countryOf } from '../../src/facts/places.ts';

export type NamedField =
  | 'id'
  | 'url'
  | 'title'
  | 'text'
  | 'employer'
  | 'location'
  | 'city'
  | 'region'
  | 'country'
  | 'pay'
  | 'payMin'
  | 'payMax'
  | 'currency'
  | 'payPeriod'
  | 'datePosted'
  | 'image'
  | 'phone'
  | 'email';

/** Within a field the surer names stand first: a record with several keeps the first. */
const namesByField: Record<NamedField, string> = {
  id: 'id jobid job_id uuid guid key referencenumber reference refno ref identifier slug adid postid vacancyid code 编号 编码',
  url: 'url link joburl job_url detailurl detail_url permalink canonicalurl weburl href externalurl applyurl apply_url shareurl web_url',
  title:
    'title jobtitle job_title positiontitle position headline heading subject name jobname job_name vacancyname caption role designation judul namapekerjaan posisi jawatan tieude chucdanh vitri titulo cargo puesto vaga titre intitule poste baslik pozisyon 标题 標題 职位 職位 职位名称 岗位 岗位名称 职务 職稱 제목 직무 название заголовок должность вакансия title_en title_th ตำแหน่ง ชื่องาน पद शीर्षक 求人名 職種 タイトル المسمى العنوان',
  text: 'description jobdescription job_description text body content contenthtml fulldescription longdescription detail details message bodytext fulltext html summary snippet teaser excerpt deskripsi uraian keterangan mota motacongviec noidung descripcion descricao contenido conteudo corps aciklama ilanmetni 描述 职位描述 工作内容 内容 內容 详情 职责 설명 내용 상세내용 описание текст содержание รายละเอียด คำอธิบาย विवरण 仕事内容 内容詳細 الوصف',
  employer:
    'company companyname company_name employer employername hiringorganization organization organisation organizationname businessname advertisername advertiser recruiter client firm perusahaan namaperusahaan syarikat congty tencongty empresa entreprise societe sirket firma 公司 公司名称 企业 企业名称 雇主 회사 회사명 компания работодатель บริษัท कंपनी 会社名 企業名 الشركة',
  location:
    'location joblocation job_location locationname workplace worklocation place address locations joblocations formattedlocation displaylocation lokasi penempatan alamat diadiem diadiemlamviec noilamviec ubicacion localizacao lieu konum 地点 工作地点 地址 工作地址 근무지 위치 местоположение адрес สถานที่ สถานที่ทำงาน स्थान 勤務地 الموقع',
  city: 'city cityname town locality addresslocality kota thanhpho ciudad cidade ville sehir 城市 도시 город จังหวัด',
  region: 'state region province addressregion area district provinsi tinh 省 省份 地区 регион',
  country:
    'country countryname countrycode addresscountry negara quocgia pais pays ulke 国家 國家 국가 страна ประเทศ',
  pay: 'salary salarytext salarylabel salaryrange salary_range salarydisplay pay wage wages compensation remuneration basesalary jobsalary gaji upah luong mucluong salario remuneracao salaire maas ucret 薪资 薪資 工资 薪水 月薪 待遇 급여 월급 연봉 зарплата оклад เงินเดือน รายได้ वेतन 給与 月給 الراتب',
  payMin: 'salarymin minsalary salaryfrom salary_min minimumsalary paymin minpay wagemin gajimin luongtu',
  payMax: 'salarymax maxsalary salaryto salary_max maximumsalary paymax maxpay wagemax gajimax luongden',
  currency: 'currency currencycode salarycurrency salary_currency paycurrency matauang',
  payPeriod: 'salaryperiod payperiod salaryunit salarytype unittext payrate salaryinterval paytype',
  datePosted:
    'dateposted date_posted posteddate posted_at postedat postedon posted publishedat published_at datepublished publishdate publisheddate published pubdate createdat created_at created datecreated createdate creationdate date listingdate postdate tanggal ngaydang fecha data_publicacao tarih 发布时间 发布日期 등록일 дата วันที่',
  image:
    'image imageurl image_url images picture pictureurl photo photos thumbnail thumbnailurl cover coverimage banner media enclosure',
  phone:
    'phone phonenumber telephone tel mobile contactphone contactnumber whatsapp whatsappnumber telegram line lineid wechat zalo contact contacts nohp dienthoai telefono 电话 联系方式 微信 전화번호 телефон เบอร์โทร',
  email: 'email contactemail emailaddress applyemail mail correo surel',
};

/** `Job_Title`, `jobTitle` and `job-title` are one name. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');

const byName = new Map<string, { field: NamedField; rank: number }>();
for (const field of Object.keys(namesByField) as NamedField[])
  namesByField[field].split(' ').forEach((name, rank) => {
    if (!byName.has(plainName(name))) byName.set(plainName(name), { field, rank });
  });

/** The field that a name stands for, with its rank among the names of that field: 0 is the surest. */
const fieldOfName = (name: string): { field: NamedField; rank: number } | undefined =>
  byName.get(plainName(name));

/** Of a record's names the surest of each field. */
export const fieldsOfNames = (names: Iterable<string>): Map<NamedField, string> => {
  const best = new Map<NamedField, { name: string; rank: number }>();
  for (const name of names) {
    const found = fieldOfName(name);
    if (!found) continue;
    const known = best.get(found.field);
    if (!known || found.rank < known.rank) best.set(found.field, { name, rank: found.rank });
  }
  return new Map([...best].map(([field, { name }]) => [field, name]));
};

export type NamedValues = Partial<Record<NamedField, string>>;

/** `Penang, MY` from parts, when the record has no place in one piece. */
export const locationOf = (values: NamedValues): string | undefined => {
  const parts = [values.city, values.region, values.country].filter(
    (part) => part !== undefined && part !== '',
  );
  const whole = values.location?.replaceAll('\n', ', ');
  if (!whole) return parts.length > 0 ? parts.join(', ') : undefined;
  const country = values.country;
  return country && !whole.toLowerCase().includes(country.toLowerCase()) ? `${whole}, ${country}` : whole;
};

/** ISO 3166-1 alpha-2, from a code or a name in a field of its own. */
export const countryCodeOf = ({ country }: NamedValues): string | undefined => {
  const stated = country?.trim();
  if (!stated) return undefined;
  return /^[a-z]{2}$/i.test(stated) ? stated.toUpperCase() : countryOf(stated);
};

/** Pay as one text: as it is worded, or put together from its numbers. */
export const payTextOf = (values: NamedValues): string | undefined => {
  const range = [...new Set([values.payMin, values.payMax])]
    .filter((part) => part && part !== '0')
    .join(' - ');
  const amount = values.pay || range;
  if (!amount) return undefined;
  const currency = values.currency && !amount.includes(values.currency) ? `${values.currency} ` : '';
  const period = values.payPeriod
    ?.toLowerCase()
    .replace(/ly$/, '')
    .replace(/^per[ _]?/, '');
  return `${currency}${amount}${period && !amount.includes(period) ? ` per ${period}` : ''}`;
};
