import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../domain/failure.ts';
import { readExportOptions, readFilter } from './read-options.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lurewatch-export-'));
});
afterAll(() => rm(folder, { recursive: true }));

const forWhom = ['--marking', 'TLP:AMBER', '--purpose', 'Referral', '--recipient', 'Example Agency'];

describe('the options of export', () => {
  it('takes leads by id', () => {
    const file = join(folder, 'bundle.zip');
    expect(readExportOptions(['--lead', 'a', '--lead', 'b', ...forWhom, '--out', file])).toEqual({
      selection: { leadIds: ['a', 'b'] },
      request: { marking: 'TLP:AMBER', purpose: 'Referral', recipient: 'Example Agency' },
      file,
    });
  });

  it('takes a filter whose values may be several', () => {
    expect(readFilter(['tier=high,medium,state=pursued', 'place=Poipet'])).toMatchObject({
      tier: ['high', 'medium'],
      state: ['pursued'],
      place: 'Poipet',
    });
  });

  it.each([
    [[], 'Say which leads'],
    [['--lead', 'a', '--filter', 'tier=high'], 'either --lead or --filter'],
    [['--filter', 'colour=red', ...forWhom], "knows no 'colour'"],
    [['--filter', 'tier=huge', ...forWhom], '--filter tier'],
    [['--lead', 'a', '--marking', 'SECRET'], 'TLP:AMBER+STRICT'],
    [['--lead', 'a', '--marking', 'TLP:RED', '--recipient', 'Example Agency'], '--purpose'],
    [['--lead', 'a', ...forWhom, '--include-captures', 'why'], '--include-captures'],
    [['--lead', 'a', ...forWhom], '--out FILE.zip'],
    [['--lead', 'a', ...forWhom, '--out', '/no/such/folder/x.zip'], 'is not there'],
    [['--unknown'], 'lurewatch export --help'],
  ])('says what is wrong with %j', (argv, words) => {
    expect(() => readExportOptions(argv)).toThrow(UsageError);
    expect(() => readExportOptions(argv)).toThrow(words);
  });

  it('writes over no file', async () => {
    const file = join(folder, 'there.zip');
    await writeFile(file, 'x');
    expect(() => readExportOptions(['--lead', 'a', ...forWhom, '--out', file])).toThrow('is there already');
  });
});
