import { describe, expect, it } from 'vitest';
import { UsageError } from '../../domain/failure.ts';
import { readTargetsOptions } from './read-options.ts';

const add = ['add', '--type', 'job-board', '--name', 'Example board'];

describe('the options of targets', () => {
  it('reads a new target with its defaults', () => {
    const options = '{"startUrls": ["https://jobs.example.com/"]}';
    expect(readTargetsOptions([...add, '--options', options, '--every', '0'])).toEqual({
      step: 'add',
      isJson: false,
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

  it('reads every setting', () => {
    const flags = [
      [
        '--cron',
        '30 6 * * *',
        '--time-zone',
        'Asia/Manila',
        '--quiet',
        '22:00-06:00',
        '--pages-per-day',
        '500',
      ],
      [
        '--megabytes-per-day',
        '200',
        '--also-host',
        'a.example',
        '--also-host',
        'b.example',
        '--max-depth',
        '0',
      ],
      [
        '--include',
        '/jobs/*',
        '--exclude',
        '/jobs/old/*',
        '--render',
        'never',
        '--suspected-operator',
        '--json',
      ],
    ].flat();
    expect(readTargetsOptions([...add, '--options', '{}', ...flags])).toMatchObject({
      isJson: true,
      settings: {
        cron: '30 6 * * *',
        timeZone: 'Asia/Manila',
        quietHours: { from: '22:00', to: '06:00', timeZone: 'Asia/Manila' },
        maxPagesPerDay: 500,
        maxMegabytesPerDay: 200,
        alsoHosts: ['a.example', 'b.example'],
        includePaths: ['/jobs/*'],
        excludePaths: ['/jobs/old/*'],
        maxDepth: 0,
        renderMode: 'never',
        suspectedOperator: true,
      },
    });
  });

  it.each([
    [[], { step: 'list' }],
    [['types'], { step: 'types' }],
    [['pause', 'x'], { step: 'pause', id: 'x' }],
    [['run', 'x'], { step: 'run', id: 'x' }],
    [
      ['change', 'x', '--every', '12', '--clear', 'cron', '--clear', 'quiet'],
      { step: 'change', id: 'x', given: { everyHours: 12 }, cleared: ['cron', 'quietHours'] },
    ],
    [['ready'], { step: 'ready', urls: [] }],
    [['ready', 'https://a.example/'], { step: 'ready', urls: ['https://a.example/'] }],
    [['budget'], { step: 'budget', budget: undefined }],
    [['budget', '--clear', 'all'], { step: 'budget', budget: {} }],
    [['budget', '--pages-per-day', '9'], { step: 'budget', budget: { maxPagesPerDay: 9 } }],
  ])('reads %j', (argv, options) => {
    expect(readTargetsOptions(argv)).toEqual({ ...options, isJson: false });
  });

  it.each([
    [['add'], '--type and --name'],
    [[...add, '--options', '{broken'], '--options is not JSON'],
    [[...add, '--options', '[]'], 'options is not usable'],
    [[...add, '--every', 'often'], 'everyHours is not usable'],
    [[...add, '--cron', 'daily'], 'five fields'],
    [[...add, '--quiet', 'at night'], 'such as 22:00-06:00'],
    [[...add, '--quiet', '9-10'], 'a time of day such as'],
    [[...add, '--clear', 'cron'], "'targets change'"],
    [['change', 'x'], 'Say what to change'],
    [['change', 'x', '--type', 'feed'], 'The kind of place stays'],
    [['change', 'x', '--clear', 'name'], 'takes the name of an option'],
    [['budget', '--pages-per-day', 'some'], 'whole numbers'],
    [['budget', '--every', '3'], "'targets budget' takes"],
    [['pause'], 'ID'],
    [['pause', 'x', '--type', 'y'], "'targets add' and 'targets change'"],
    [['pause', 'x', 'y'], 'one word too many'],
    [['destroy', 'x'], 'not known'],
    [['--unknown'], 'lurewatch targets --help'],
  ])('says what is wrong with %j', (argv, words) => {
    expect(() => readTargetsOptions(argv)).toThrow(UsageError);
    expect(() => readTargetsOptions(argv)).toThrow(words);
  });
});
