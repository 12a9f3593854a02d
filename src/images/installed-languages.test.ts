import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installedLanguages, languagesFor } from './installed-languages.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocr-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('installedLanguages', () => {
  it('are those whose data lies there whole', () => {
    for (const name of ['vie.traineddata.gz', 'eng.traineddata.gz', 'tha.traineddata.gz.12.tmp', 'notes.txt'])
      writeFileSync(join(folder, name), '');
    expect(installedLanguages(folder)).toEqual(['en', 'vi']);
    expect(installedLanguages(join(folder, 'missing'))).toEqual([]);
  });
});

describe('languagesFor', () => {
  const installed = ['en', 'zh-Hans', 'zh-Hant', 'vi', 'th'];
  it("takes the advert's languages and English, three at most", () => {
    expect(languagesFor(['vi'], installed)).toEqual(['vie', 'eng']);
    expect(languagesFor(['th', 'vi', 'zh-Hans'], installed)).toEqual(['tha', 'vie', 'eng']);
    expect(languagesFor(['th', 'km'], installed)).toEqual(['tha', 'eng']);
  });
  it('leaves English out behind Chinese and Japanese, whose data reads it along', () => {
    expect(languagesFor(['zh'], installed)).toEqual(['chi_sim', 'chi_tra']);
    expect(languagesFor(['zh-Hans', 'en'], installed)).toEqual(['chi_sim']);
    expect(languagesFor(['en', 'zh-Hans'], installed)).toEqual(['eng', 'chi_sim']);
  });
  it('takes what is there when nothing is known of the advert, and nothing when nothing is there', () => {
    expect(languagesFor([], ['en', 'vi', 'th'])).toEqual(['vie', 'tha', 'eng']);
    expect(languagesFor(['km'], installed)).toEqual(['eng']);
    expect(languagesFor(['vi'], [])).toEqual([]);
  });
});
