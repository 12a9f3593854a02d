/** Fields that only the page's own names for them tell: classes, test ids, labels for screen readers, icons. */
import { isFrameName, nameWords } from './frame-words.ts';
import { isFieldLabel, labelledLine } from './labelled-fields.ts';
import { type AnyNode, type Element, isElement } from './nodes.ts';
import { fieldText, ownText } from './own-text.ts';
import { plainText } from './plain-text.ts';

export type MarkedField = 'employer' | 'location' | 'pay' | 'datePosted';

/** Words of names, one line a language: English, Vietnamese, Indonesian and Malay, Spanish to French, Turkish, pinyin, Russian. */
const fieldNames: Record<MarkedField, string> = {
  employer: [
    'company|companies|employer|organi[sz]ation|org|advertiser|recruiter|business-name|firm|lister|building|buildings|comp|cmp|corp|co-name|hirer|briefcase-name',
    'cong-ty|congty|doanh-nghiep|nha-tuyen-dung',
    'perusahaan|syarikat|majikan',
    'empresa|compania|entreprise|societe|recruteur',
    'firma|sirket|isveren',
    'gongsi|qiye|company-name|kompaniya|rabotodatel',
  ].join('|'),
  location: [
    'location|locations|loc|place|city|address|addr|region|locality|area|province|district|map-?marker|map-?pin|pin|geo|location-dot|adr|where',
    'dia-diem|diadiem|khu-vuc|noi-lam-viec|dia-chi',
    'lokasi|alamat|kota|penempatan|lokasyon',
    'local|localidade|localidad|ubicacion|ciudad|cidade|lieu|ville',
    'konum|sehir|yer',
    'didian|diqu|dizhi|mesto|gorod|adres',
  ].join('|'),
  pay: [
    'salary|salaries|pay|wage|wages|compensation|remuneration|money|money-bill|dollar|dollar-sign|coins|sack-dollar|price|income|rate',
    'luong|muc-luong|thu-nhap|gaji|upah|sahod|salario|salaire|remuneracao|maas|ucret|xinzi|gongzi|daiyu|zarplata|oklad|peso|rupee|baht',
  ].join('|'),
  datePosted: [
    'date|dates|posted|postdate|pubdate|publish|published|publication|created|creation|creation-time|updated?|calendar|clock|time|timestamp|listed|dtlisted|when|ago|age|reg-?date|reg|posted-on',
    'ngay-dang|ngay|tanggal|tarikh|disiarkan|fecha|data|publicad[ao]|tarih|shijian|riqi|gengxin|data-publikacii',
  ].join('|'),
};

const patterns = (Object.keys(fieldNames) as MarkedField[]).map(
  (field) => [field, new RegExp(`(?:^|[\\s-])(?:${fieldNames[field]})(?:[\\s-]|$)`)] as const,
);

/** Names that speak of something near it: a closing date, a company's size, a map. */
const otherMeaning: Record<MarkedField, RegExp> = {
  employer: /size|type|industry|website|benefit|overview|description|profile|logo|jobs|review|rating|about/,
  location: /type|remote|map-canvas|list-of|filter|select/,
  pay: /filter|type-of|currency-select|salary-(?:info|guide|insight)/,
  datePosted:
    /clos|deadline|expir|valid|end|until|apply|birth|join|picker|experience|part-time|full-time|type/,
};

const knownNames = new Map<string, MarkedField | null>();
const mostKnown = 5000;

const fieldByName = (names: string): MarkedField | undefined => {
  const known = knownNames.get(names);
  if (known !== undefined) return known ?? undefined;
  if (knownNames.size >= mostKnown) knownNames.clear();
  const words = nameWords(names);
  const field = patterns.find(([one, pattern]) => pattern.test(words) && !otherMeaning[one].test(words))?.[0];
  // A key cut out of a page would keep the whole page in memory.
  knownNames.set(ownText(names), field ?? null);
  return field;
};

const namesOf = ({ attribs }: Element): string => {
  let names = attribs.class ?? '';
  for (const name of [
    'id',
    'data-testid',
    'data-automation',
    'data-qa',
    'data-marker',
    'data-cy',
    'aria-label',
  ]) {
    const value = attribs[name];
    if (value !== undefined && value.length < 80) names = `${names} ${value}`;
  }
  return names.trim().slice(0, 200);
};

export interface MarkedValue {
  field: MarkedField;
  text: string;
  element: Element;
  /** How many elements stand between it and the heading. */
  distance: number;
}

const iconTags = new Set(['i', 'svg', 'img', 'use', 'ion-icon', 'mat-icon']);
const longestValue = 160;

/** An icon speaks for the words beside it. */
const meantBy = (element: Element): Element | undefined => {
  const isIcon = iconTags.has(element.name) || (element.name === 'span' && element.children.length === 0);
  if (!isIcon) return element;
  for (let node: AnyNode | null = element.next; node; node = node.next) {
    if (node.type === 'text' && node.data.trim() !== '')
      return isElement(element.parent) ? element.parent : undefined;
    if (isElement(node)) return node;
  }
  return isElement(element.parent) && element.parent.children.length === 1
    ? (nextElement(element.parent) ?? element.parent)
    : undefined;
};

const nextElement = (element: Element): Element | undefined => {
  for (let node: AnyNode | null = element.next; node; node = node.next) if (isElement(node)) return node;
  return undefined;
};

const nameInside = /(?:^|[\s-])(?:name|title|fn)(?:[\s-]|$)/;

/** Of a box with several lines the one that is called a name, or stands out. */
const innerName = (element: Element): Element | undefined => {
  const waiting: Element[] = [element];
  let strong: Element | undefined;
  for (let node = waiting.shift(); node; node = waiting.shift()) {
    for (const child of node.children) {
      if (!isElement(child)) continue;
      if (nameInside.test(nameWords(child.attribs.class ?? ''))) {
        const inner = child.children.find(
          (one): one is Element => isElement(one) && (one.name === 'strong' || one.name === 'b'),
        );
        return inner ?? child;
      }
      if (!strong && /^(strong|b|h[2-5])$/.test(child.name)) strong = child;
      waiting.push(child);
    }
  }
  return strong;
};

const wordsOf = (
  field: MarkedField,
  element: Element,
  skip: (one: Element) => boolean,
): string | undefined => {
  const isSkipped = (one: Element): boolean => one !== element && skip(one) && one.name !== 'a';
  const read = (one: Element): string => plainText([one], { skip: isSkipped, maxChars: longestValue * 4 });
  let text = read(element);
  const lines = text.split('\n').filter((line) => line !== '');
  if (lines.length > 1) {
    const inner = field === 'employer' ? innerName(element) : undefined;
    text = inner ? read(inner) : (lines.find((line) => !isFieldLabel(line)) ?? '');
  }
  const line = text.replace(/^- /, '');
  const value = fieldText(labelledLine(line)?.value ?? line);
  return value === undefined || value.length > longestValue ? undefined : value;
};

/**
 * Every value that a name speaks for, boilerplate left out, nearest to the heading first. `root` is walked whole:
 * boxes with the employer often stand beside the content.
 */
export const findMarkedValues = (
  root: AnyNode,
  heading: Element | undefined,
  skip: (element: Element) => boolean,
): MarkedValue[] => {
  const found: (MarkedValue & { at: number })[] = [];
  let at = 0;
  let headingAt = 0;
  const isFrame = (element: Element): boolean =>
    skip(element) && (isFrameName(namesOf(element)) || element.name !== 'p');
  const visit = (node: AnyNode): void => {
    if (isElement(node)) {
      at += 1;
      if (node === heading) headingAt = at;
      else look(node);
      // Lists of links are looked into: a line of links may name the employer and the place.
      if (node !== root && skip(node) && isFrame(node) && node.name !== 'a') return;
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  const look = (element: Element): void => {
    const names = namesOf(element);
    const field = names === '' ? undefined : fieldByName(names);
    const meant = field && meantBy(element);
    if (!field || !meant || meant === heading) return;
    if (meant !== element ? skip(meant) && meant.name !== 'a' : skip(element) && element.name !== 'a') return;
    const text = wordsOf(field, meant, skip);
    if (text && !isFieldLabel(text)) found.push({ field, text, element: meant, at, distance: 0 });
  };
  visit(root);
  return found
    .map(({ at: place, ...value }) => ({ ...value, distance: Math.abs(place - headingAt) }))
    .sort((one, other) => one.distance - other.distance);
};
