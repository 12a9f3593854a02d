import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTolerantJson, UnreadableJsonError } from './tolerant-json.ts';

/** Objects from the tolerant reader have no prototype; compared by their JSON. */
const read = (source: string): unknown => JSON.parse(JSON.stringify(parseTolerantJson(source)));

describe('JSON as pages write it', () => {
  it.each([
    ['trailing commas', '{"a": [1, 2,], "b": 3,}', [{ a: [1, 2], b: 3 }]],
    ['comments', '// one\n{"a": /* two */ 1, // three\n"b": "http://x"}', [{ a: 1, b: 'http://x' }]],
    ['raw line breaks and tabs in strings', '{"a": "one\ntwo\tthree",}', [{ a: 'one\ntwo\tthree' }]],
    ['single quotes and bare names', "{a: 'it', '@type': \"B\"}", [{ a: 'it', '@type': 'B' }]],
    ['an HTML comment or CDATA around it', '<!--\n{"a": 1,}\n-->', [{ a: 1 }]],
    ['CDATA in a script comment', '//<![CDATA[\n{"a": 1,}\n//]]>', [{ a: 1 }]],
    ['several values in one block', '{"a": 1}{"b": 2};{"c": 3}', [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ['a cut-off end', '{"a": {"b": [1, {"c": "long te', [{ a: { b: [1, { c: 'long te' }] } }]],
    ['missing commas between members', '{"a": 1 "b": 2}', [{ a: 1, b: 2 }]],
    ['words that are no JSON', '{"a": undefined, "b": NaN, "c": Yes}', [{ a: null, b: null, c: 'Yes' }]],
    ['escapes', String.raw`{"a": "\u00e9\n\q\/",}`, [{ a: 'é\nq/' }]],
    ['a byte order mark', '\uFEFF{"a": 1}', [{ a: 1 }]],
  ])('is read with %s', (_name, source, expected) => {
    expect(read(source)).toEqual(expected);
  });

  it.each(['{"a" "b"}', '{"a": }', '<html>', '[}'])(
    'is refused when nothing can be made of it: %s',
    (source) => {
      expect(() => parseTolerantJson(source)).toThrow(UnreadableJsonError);
    },
  );

  it('says where it stopped', () => {
    expect(() => parseTolerantJson('{"title" "x"}')).toThrow(/':' is missing after "title" at character 10/);
  });

  it('does not follow nesting without end', () => {
    expect(() => parseTolerantJson('[1,'.repeat(100_000))).toThrow(/nested more than/);
  });

  it('does not touch prototypes', () => {
    const [value] = parseTolerantJson('{"__proto__": {"polluted": 1},}') as [Record<string, unknown>];
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('reads all strict JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), (source) => {
        expect(parseTolerantJson(source)).toEqual([JSON.parse(source)]);
      }),
    );
  });

  it('reads strict JSON with a comma too many to the same values', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 3 }), { minLength: 1 }), (values) => {
        const source = JSON.stringify(values).replace(/\]$/, ',]');
        expect(JSON.stringify(parseTolerantJson(source)[0])).toBe(JSON.stringify(values));
      }),
    );
  });
});
