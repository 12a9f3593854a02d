import { expect, it } from 'vitest';
import { refreshedTo } from './meta-refresh.ts';

const url = 'https://board.example.com/old/';
const to = (head: string, contentType = 'text/html'): string | undefined =>
  refreshedTo({ text: `<html><head>${head}</head><body></body></html>`, url, contentType });

it.each([
  ['<meta http-equiv="refresh" content="0; url=/Jobs">', '/Jobs'],
  ['<META HTTP-EQUIV=Refresh CONTENT="3;URL=\'new.html\'">', '/old/new.html'],
  ['<meta http-equiv="refresh" content="0, https://other.example.com/1">', 'https://other.example.com/1'],
  ['<base href="/b/"><meta http-equiv="refresh" content="0;url=x">', '/b/x'],
])('%s leads on', (head, path) => {
  expect(to(head)).toBe(new URL(path, url).href);
});

it.each([
  '<meta http-equiv="refresh" content="60">',
  '<meta http-equiv="refresh" content="5; url=/old/">',
  '<meta http-equiv="refresh" content="300; url=/new">',
  '<meta http-equiv="refresh" content="0; url=javascript:alert(1)">',
  '<!-- <meta http-equiv="refresh" content="0; url=/new"> -->',
  '<script>"<meta http-equiv=refresh content=\'0; url=/new\'>"</script>',
])('%s does not', (head) => {
  expect(to(head)).toBeUndefined();
});

it('is a matter of HTML', () => {
  expect(to('<meta http-equiv="refresh" content="0; url=/new">', 'application/json')).toBeUndefined();
});
