import { describe, expect, it } from 'vitest';
import { findNextPage } from './paging.ts';
import { parsePage } from './parse-page.ts';

const next = (html: string, url = 'https://b.example.com/jobs', number = 1): string | undefined =>
  findNextPage(parsePage(html).$, { url, baseUrl: url, number });

describe('the next page of a list', () => {
  it.each([
    '<link rel="next" href="/jobs?page=2">',
    '<a rel="nofollow next" href="/jobs?page=2">more</a>',
    ...[
      'Next',
      'Next »',
      '下一页',
      'Trang sau ›',
      'ถัดไป',
      'Berikutnya',
      'Selanjutnya →',
      'Seterusnya',
      'Susunod',
      '다음',
      'Следующая',
      'अगला',
      'បន្ទាប់',
      '次へ',
      'Siguiente',
      '›',
      '»',
    ].map((words) => `<a href="/jobs?page=0">1</a> <a href="/jobs?page=2">${words}</a>`),
    '<a aria-label="Next page" href="/jobs?page=2"><i class="icon"></i></a>',
    '<a href="/jobs?page=3">3</a><a href="/jobs?page=2">2</a><a href="/jobs?page=9">9</a>',
  ])('is found in %s', (html) => {
    expect(next(html)).toBe('https://b.example.com/jobs?page=2');
  });

  it('is not the last one, to which an arrow leads', () => {
    const pages = [1, 2, 3].map((page) => `<a href="/jobs?page=${page}">${page}</a>`).join('');
    expect(next(`${pages}<a href="/jobs?page=12">»</a>`)).toBe('https://b.example.com/jobs?page=2');
    const offsets = [2, 3].map((page) => `<a href="/jobs?start=${page * 6 - 6}">${page}</a>`).join('');
    expect(next(`${offsets}<a href="/jobs?start=66">»</a>`)).toBe('https://b.example.com/jobs?start=6');
  });

  it('is the next step of a list counted by adverts, whatever number it is thought to have', () => {
    const html = [1, 2, 4, 5].map((page) => `<a href="/jobs?start=${page * 6 - 6}">${page}</a>`).join('');
    const elsewhere = '<a href="/jobs?start=13&city=2">7</a>';
    expect(next(html + elsewhere, 'https://b.example.com/jobs?start=12', 1)).toBe(
      'https://b.example.com/jobs?start=18',
    );
  });

  it('is the one after this one', () => {
    const html = [1, 2, 3, 4].map((page) => `<a href="/jobs/page/${page}">${page}</a>`).join('');
    expect(next(html, 'https://b.example.com/jobs/page/2')).toBe('https://b.example.com/jobs/page/3');
    expect(next(html, 'https://b.example.com/jobs/page/4')).toBeUndefined();
  });

  it('is found by its number where addresses say nothing', () => {
    const html = '<a href="/list-1.html">1</a><a href="/list-2.html">2</a><a href="/list-3.html">3</a>';
    expect(next(html, 'https://b.example.com/list-1.html', 1)).toBe('https://b.example.com/list-2.html');
    expect(next(html, 'https://b.example.com/list-2.html', 2)).toBe('https://b.example.com/list-3.html');
  });

  it.each([
    '<a href="/jobs">Next</a>',
    '<a href="javascript:next()">Next</a>',
    '<a href="/other?page=2">2</a><a href="/jobs?page=1">1</a>'.replace('/other?page=2', '/ad/17'),
    '<p>Next to the station</p><a href="/ad/5">Next to the station: driver wanted, good pay</a>',
  ])('is not seen in %s', (html) => {
    expect(next(html)).toBeUndefined();
  });
});
