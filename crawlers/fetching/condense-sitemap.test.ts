import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { leftOutIn } from '../../src/domain/left-out-mark.ts';
import { condenseLimits, condenseSitemap } from './condense-sitemap.ts';

const site = 'https://jobs.example';
const textOf = async (source: string | Buffer, pieceBytes = 7): Promise<string> => {
  const bytes = Buffer.from(source);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, index) =>
    bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes),
  );
  return (await condenseSitemap(Readable.from(pieces))).text;
};

describe('condenseSitemap', () => {
  it('keeps addresses and dates of change, however the bytes are cut', async () => {
    const source = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <url><image:image><image:loc>${site}/no.png</image:loc></image:image><loc> ${site}/a?x=1&amp;y=2 </loc>
        <lastmod>2026-11-20</lastmod><xhtml:link rel="alternate" hreflang="th" href="${site}/th/a"/></url>
      <url><loc><![CDATA[${site}/ข]]></loc></url ><url><priority>1</priority></url></urlset>`;
    for (const piece of [1, 7, 1000])
      expect(await textOf(source, piece)).toBe(
        `<urlset><url><loc>${site}/a?x=1&amp;y=2</loc><lastmod>2026-11-20</lastmod></url>\n<url><loc><![CDATA[${site}/ข]]></loc></url></urlset>`,
      );
  });

  it('knows an index, a prefix, UTF-16 and a list of lines', async () => {
    const index = `<s:sitemapindex><s:sitemap><s:loc>${site}/1.xml</s:loc></s:sitemap></s:sitemapindex>`;
    const kept = `<sitemapindex><sitemap><loc>${site}/1.xml</loc></sitemap></sitemapindex>`;
    expect(await textOf(index)).toBe(kept);
    expect(await textOf(Buffer.from(`\ufeff${index}`, 'utf16le'))).toBe(kept);
    expect(await textOf(`${site}/a\r\n\nno address\n${site}/b`)).toBe(`${site}/a\n${site}/b`);
  });

  it('leaves out what is too large, counts it, and goes on behind it', async () => {
    const huge = `<url><loc>${'x'.repeat(condenseLimits.entryChars * 3)}</loc></url>`;
    const text = await textOf(`<urlset>${huge}<url><loc>${site}/b</loc></url>${huge}</urlset>`, 65_536);
    expect(text).toContain(`<urlset><url><loc>${site}/b</loc></url></urlset>`);
    expect(leftOutIn(text)).toBe(2);
    const line = 'https://'.padEnd(condenseLimits.entryChars * 2, 'x');
    expect(await textOf(`${site}/a\n${line}\n${site}/b`, 65_536)).toBe(`${site}/a\n${site}/b`);
  });

  it('keeps no more entries than one beyond what the protocol allows', async () => {
    const many = `<url><loc>${site}/a</loc></url>`.repeat(condenseLimits.entries + 500);
    expect((await textOf(`<urlset>${many}</urlset>`, 65_536)).match(/<url>/g)).toHaveLength(
      condenseLimits.entries,
    );
  });

  it('expands no entity, and passes over those that the file declares', async () => {
    const bomb = `<!DOCTYPE u [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>`;
    expect(await textOf(`${bomb}<urlset><url><loc>${site}/&b;</loc></url></urlset>`, 4096)).toBe(
      `<urlset><url><loc>${site}/&b;</loc></url></urlset>`,
    );
  });

  it('refuses what is no sitemap, as soon as that is known', async () => {
    let read = 0;
    const page = function* (): Generator<Buffer> {
      for (let at = 0; at < 100; at += 1) {
        read += 1;
        yield Buffer.alloc(65_536, '<p>words</p>');
      }
    };
    await expect(condenseSitemap(page())).rejects.toThrow('larger than 10 MB and no sitemap');
    expect(read).toBeLessThan(4);
  });
});
