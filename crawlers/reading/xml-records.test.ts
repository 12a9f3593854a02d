import { describe, expect, it } from 'vitest';
import { readXmlRecords } from './xml-records.ts';

const fieldsOf = (source: string, names = ['job']): Record<string, string>[] =>
  readXmlRecords(source, names).records.map((record) => Object.fromEntries(record.fields));

describe('records of XML', () => {
  it('hold their fields by local name, CDATA and entities read', () => {
    expect(
      fieldsOf(
        '<s><job><Title><![CDATA[Cook <b>x</b>]]></Title><j:city>A &amp; B</j:city><link href="/1"/></job><job><title>Two</title></job></s>',
      ),
    ).toEqual([{ title: 'Cook <b>x</b>', city: 'A & B', link: '/1' }, { title: 'Two' }]);
  });

  it('hold nested fields by their own names and whole', () => {
    expect(fieldsOf('<job><location><city>Penang</city><country>MY</country></location></job>')).toEqual([
      { city: 'Penang', country: 'MY', location: 'Penang\nMY' },
    ]);
  });

  it('hold what stands right below them rather than the same name further down', () => {
    const picture = '<image:image><image:loc>/i.jpg</image:loc></image:image>';
    for (const inner of [`${picture}<loc>/jobs/1</loc>`, `<loc>/jobs/1</loc>${picture}`])
      expect(fieldsOf(`<urlset><url>${inner}</url></urlset>`, ['url'])).toMatchObject([{ loc: '/jobs/1' }]);
  });

  it('are read behind what is broken, and the fault is named', () => {
    const { records, problem } = readXmlRecords(
      '<s><job><title>A & B&nbsp;C<br></title></job><job><title>Two</title></job>',
      ['job'],
    );
    expect(records.map((record) => record.fields.get('title'))).toEqual(['A & B&nbsp;C', 'Two']);
    expect(problem).toBeDefined();
  });

  it('are read among lone surrogates and control characters', () => {
    expect(fieldsOf('<s><job><title>A\ud800\u0007b</title></job>\ud83d</s>\ud83d')).toEqual([
      { title: 'A\ufffdb' },
    ]);
  });

  it('expand no entity of the document', () => {
    const bomb = `<!DOCTYPE s [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]><s><job><title>&b;</title></job></s>`;
    expect(fieldsOf(bomb)).toEqual([{ title: '&b;' }]);
  });

  it('end where the document is nested without end, or holds more than asked for', () => {
    expect(readXmlRecords('<job>'.repeat(100_000), ['job']).problem).toContain('nested');
    const many = readXmlRecords(`<s>${'<job><a>1</a></job>'.repeat(30)}</s>`, ['job'], { maxRecords: 10 });
    expect([many.records.length, many.isCut]).toEqual([10, true]);
  });
});
