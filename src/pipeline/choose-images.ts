/** Which images of a posting are worth a request: at most three, and none that its address shows to be decoration. */
import type { Posting } from '../domain/posting.ts';
import { imageKind } from '../domain/visit.ts';
import type { NewUrl, PlacedImage } from '../storage/frontier-contract.ts';
import { normalUrl, placeRequests } from './frontier-place.ts';

const maxImagesPerPosting = 3;
const fewestPixelsASide = 80;
/** Below pages: an advert that nobody has read yet comes before a picture of one that is. */
const priority = -5;

const decoration =
  /(^|[^a-z])(icons?|favicon|logos?|avatars?|userpics?|sprites?|spacer|blank|placeholder|pixel|tracking|track|beacon|captcha|emoji|smiley|badge|arrow|button|btn|loader|spinner|share|stars?|rating|flags?)([^a-z]|$)/i;
const drawing = /\.(svgz?|ico|cur|pdf|css|js|woff2?)$/i;
const namedSize = /(?:^|[^\d])(\d{1,4})x(\d{1,4})(?:[^\d]|$)/;

/** Names that tell: `/static/icons/phone.png`, `pixel.gif`, `photo-32x32.jpg`, `?w=48`. */
export const isDecoration = (address: string): boolean => {
  const url = new URL(address);
  const path = decodeSafely(url.pathname);
  const [, width, height] = namedSize.exec(path) ?? [];
  const sizes = [width, height, ...['w', 'h', 'width', 'height'].map((name) => url.searchParams.get(name))]
    .filter((size) => /^\d+$/.test(size ?? ''))
    .map(Number);
  return (
    drawing.test(path) ||
    decoration.test(path.split('/').slice(-2).join('/')) ||
    sizes.some((size) => size > 0 && size < fewestPixelsASide)
  );
};

const decodeSafely = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a stray per cent sign: its letters still tell
  }
};

export const chooseImages = (posting: Pick<Posting, 'images'>): PlacedImage[] => {
  const chosen = new Map<string, PlacedImage>();
  for (const { url } of posting.images) {
    const fetchedUrl = normalUrl(url);
    if (fetchedUrl && !isDecoration(fetchedUrl) && !chosen.has(fetchedUrl))
      chosen.set(fetchedUrl, { url, fetchedUrl });
    if (chosen.size === maxImagesPerPosting) break;
  }
  return [...chosen.values()];
};

/** They may lie anywhere: boards keep pictures on other hosts. robots.txt, address guard and spacing hold there too. */
export const placeImages = (images: readonly PlacedImage[], depth: number): NewUrl[] =>
  placeRequests(
    images.map(({ fetchedUrl }) => ({ url: fetchedUrl, kind: imageKind })),
    { depth, priority, needsBrowser: () => false },
  );
