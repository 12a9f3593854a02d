import { describe, expect, it } from 'vitest';
import { UsageError } from '../../domain/failure.ts';
import { readTargetsOptions } from './read-options.ts';

const add = ['add', '--type', 'job-board', '--name', 'Example board'];

describe('the options of targets', () => {
  it('reads a new target with its defaults', () => {
    const options = '{"startUrls": ["https://jobs.example.com/"]}';
    expect(readTargetsOptions([...add, '--options', options, '--every', '0'])).toEqual({
      step: 'add',
      settings: {
        typeId: 'job-board',
        name: 'Example board',
        options: { startUrls: ['https://jobs.example.com/'] },
        everyHours: 0,
        delayMs: 2000,
        maxPagesPerRun: 2000,
        renderMode: 'auto',
      },
    });
  });

  it.each([
    [[], { step: 'list' }],
    [['types'], { step: 'types' }],
    [['pause', 'x'], { step: 'pause', id: 'x' }],
  ])('reads %j', (argv, options) => {
    expect(readTargetsOptions(argv)).toEqual(options);
  });

  it.each([
    [['add'], '--type and --name'],
    [[...add, '--options', '{broken'], '--options is not JSON'],
    [[...add, '--options', '[]'], 'options is not usable'],
    [[...add, '--every', 'often'], 'everyHours is not usable'],
    [['pause'], 'ID'],
    [['pause', 'x', '--type', 'y'], "'targets add' alone"],
    [['destroy', 'x'], 'not known'],
    [['--unknown'], 'lurewatch targets --help'],
  ])('says what is wrong with %j', (argv, words) => {
    expect(() => readTargetsOptions(argv)).toThrow(UsageError);
    expect(() => readTargetsOptions(argv)).toThrow(words);
  });
});
