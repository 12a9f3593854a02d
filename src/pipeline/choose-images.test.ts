import { describe, expect, it } from 'vitest';
import { chooseImages, isDecoration, placeImages } from './choose-images.ts';

const of = (...urls: string[]) => chooseImages({ images: urls.map((url) => ({ url })) });

describe('chooseImages', () => {
  it('takes three at most, each once, from any host', () => {
    const urls = [
      'https://cdn.example/1.jpg',
      'https://cdn.example/1.jpg#top',
      'https://board.example/2.png',
    ];
    expect(of(...urls, 'https://board.example/3.png', 'https://board.example/4.png')).toEqual([
      { url: 'https://cdn.example/1.jpg', fetchedUrl: 'https://cdn.example/1.jpg' },
      { url: 'https://board.example/2.png', fetchedUrl: 'https://board.example/2.png' },
      { url: 'https://board.example/3.png', fetchedUrl: 'https://board.example/3.png' },
    ]);
  });

  it('takes nothing but http(s)', () => {
    expect(
      of('file:///etc/passwd', 'javascript:alert(1)', 'data:image/png;base64,AAAA', 'no address'),
    ).toEqual([]);
  });

  it.each([
    'https://board.example/static/icons/phone.png',
    'https://board.example/logo.png',
    'https://board.example/img/company-logo-large.jpg',
    'https://board.example/photo-48x48.jpg',
    'https://board.example/photo.jpg?w=32',
    'https://stats.example/pixel.gif',
    'https://board.example/poster.svg',
    'https://board.example/avatars/77.jpg',
    'https://board.example/%E0%A4%A/icon.png',
  ])('leaves out %s', (url) => {
    expect(isDecoration(url)).toBe(true);
  });

  it.each([
    'https://board.example/posters/800x600/advert.jpg',
    'https://board.example/photo.jpg?w=1024',
    'https://cdn.example/file/abc123',
    'https://board.example/iconic-catalogue.jpg',
    'https://board.example/shares-and-starlight.jpg',
  ])('takes %s', (url) => {
    expect(isDecoration(url)).toBe(false);
  });

  it('places them behind pages, never in a browser', () => {
    const [placed] = placeImages(of('https://cdn.example/1.jpg'), 2);
    expect(placed).toMatchObject({ kind: 'image', depth: 2, needsBrowser: false, lane: 'cdn.example' });
    expect(placed?.priority).toBeLessThan(0);
  });
});
