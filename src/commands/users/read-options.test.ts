import { describe, expect, it } from 'vitest';
import { UsageError } from '../../domain/failure.ts';
import { readUsersOptions } from './read-options.ts';

describe('the options of users', () => {
  it.each([
    [[], { step: 'list' }],
    [['list'], { step: 'list' }],
    [['add', 'ines', '--role', 'investigator'], { step: 'add', name: 'ines', role: 'investigator' }],
    [['reset', 'ines'], { step: 'reset', name: 'ines' }],
    [['disable', 'ines'], { step: 'disable', name: 'ines' }],
  ])('reads %j', (argv, options) => {
    expect(readUsersOptions(argv)).toEqual(options);
  });

  it.each([
    [['add', 'ines'], '--role admin'],
    [['add', 'ines', '--role', 'king'], '--role admin'],
    [['add'], 'NAME'],
    [['reset', 'ines', '--role', 'admin'], "'users add' alone"],
    [['remove', 'ines'], 'not known'],
    [['reset', 'a', 'b'], 'too many'],
    [['--loud'], 'lurewatch users --help'],
  ])('says what is wrong with %j', (argv, words) => {
    expect(() => readUsersOptions(argv)).toThrow(UsageError);
    expect(() => readUsersOptions(argv)).toThrow(words);
  });
});
