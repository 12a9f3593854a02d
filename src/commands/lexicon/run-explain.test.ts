import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openCommandRun } from '../../../test/fixtures/command-run.ts';
import lexicon from '../lexicon.ts';
import { widthOf } from './shown-text.ts';

const run = openCommandRun('lexicon-explain');

const advert =
  'Urgently hiring typists for our office in Myawaddy! Free flight ticket and free lodging, salary 2000 USD.\n' +
  'Nobody is locked up here, you are free to leave any time. Write on Telegram @example_typists';

it('explains a text given on the command line, within 80 columns', async () => {
  expect(await lexicon.run(['explain', advert])).toBe(0);
  for (const part of [
    'KIND OF TEXT: offer',
    'FINDINGS',
    'SCORE',
    'ceiling',
    'floor',
    'FOUND AND NOT COUNTED',
  ])
    expect(run.printed).toContain(part);
  expect(run.printed).toContain('[Myawaddy]');
  expect(run.printed.split('\n').filter((line) => widthOf(line) > 80)).toEqual([]);
});

it('explains a file, a line of JSONL by its id, and takes further fields', async () => {
  const plain = join(run.folder, 'advert.txt');
  writeFileSync(plain, `\ufeff${advert}\r\n`);
  const lines = join(run.folder, 'adverts.jsonl');
  writeFileSync(
    lines,
    `${JSON.stringify({ id: 1, text: 'A baker.' })}\n${JSON.stringify({ id: 'b', text: advert })}\n`,
  );
  const explained = async (...argv: string[]): Promise<Record<string, unknown>> => {
    run.printed = '';
    expect(await lexicon.run(['explain', ...argv, '--json'])).toBe(0);
    return JSON.parse(run.printed) as Record<string, unknown>;
  };
  const fromText = await explained(advert);
  expect(await explained(plain)).toEqual(fromText);
  expect(await explained(lines, '--id', 'b')).toEqual(fromText);
  expect(await explained(plain, '--location', 'Kayin State', '--title', 'Typist')).not.toEqual(fromText);
  await expect(lexicon.run(['explain', lines, '--id', 'c'])).rejects.toThrow("no line has the id 'c'");
});

it('lets no text steer the terminal', async () => {
  await lexicon.run(['explain', `${advert} \u001b[2J\u202egnp.exe`]);
  expect(run.printed).not.toMatch(/[\u001b\u202e]/);
});

it('says what to do with several words and with a file that is not there', async () => {
  await expect(lexicon.run(['explain', 'two', 'words'])).rejects.toThrow('quotation marks');
  await expect(lexicon.run(['explain', join(run.folder, 'none.txt')])).rejects.toThrow('there is no file');
  await expect(lexicon.run(['explain', ' '])).rejects.toThrow('the text is empty');
  await expect(lexicon.run(['explain'])).rejects.toThrow('Give a text');
});
