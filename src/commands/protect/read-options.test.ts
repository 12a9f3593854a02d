import { describe, expect, it } from 'vitest';
import { UsageError } from '../../domain/failure.ts';
import { readProtectOptions } from './read-options.ts';

const common = { isJson: false, dataFolder: undefined };

describe('the options of protect', () => {
  it.each([
    [[], { step: 'list' }],
    [['list', '--json'], { step: 'list', isJson: true }],
    [
      ['add', '+1 202 555 0177', '@sample', '--dry-run'],
      { step: 'add', contacts: ['+1 202 555 0177', '@sample'], names: [], isDryRun: true },
    ],
    [
      ['add', '--name', 'Malee Sample'],
      { step: 'add', contacts: [], names: ['Malee Sample'], isDryRun: false },
    ],
    [
      ['remove', '@sample', '--reason', 'typed wrongly'],
      { step: 'remove', contacts: ['@sample'], names: [], reason: 'typed wrongly' },
    ],
    [['start-anew', '--reason', 'no backup'], { step: 'start-anew', reason: 'no backup' }],
  ])('reads %j', (argv, options) => {
    expect(readProtectOptions(argv)).toEqual({ ...common, ...options });
  });

  it.each([
    [['add'], 'known by'],
    [['remove', '@sample'], 'Say why'],
    [['remove', '@sample', '--reason', ' x '], 'Say why'],
    [['start-anew'], 'Say why'],
    [['list', '@sample'], 'no further words'],
    [['remove', '@sample', '--dry-run', '--reason', 'typed wrongly'], 'alone'],
    [['hide', '@sample'], 'no further words'],
    [['hide'], 'not known'],
    [['add', '@sample', '--loud'], 'lurewatch protect --help'],
  ])('says what is wrong with %j', (argv, words) => {
    expect(() => readProtectOptions(argv)).toThrow(UsageError);
    expect(() => readProtectOptions(argv)).toThrow(words);
  });
});
