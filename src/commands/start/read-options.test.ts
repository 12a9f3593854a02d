import { describe, expect, it } from 'vitest';
import { isLoopback, readStartOptions } from './read-options.ts';

describe('the options of start', () => {
  it('listen on loopback, with demonstration and browser, unless said otherwise', () => {
    expect(readStartOptions([])).toEqual({
      host: '127.0.0.1',
      port: undefined,
      dataFolder: undefined,
      withDemo: true,
      withBrowser: true,
    });
    expect(
      readStartOptions(['--port', '9000', '--host', '0.0.0.0', '--data', 'd', '--no-demo', '--no-browser']),
    ).toEqual({
      host: '0.0.0.0',
      port: 9000,
      dataFolder: 'd',
      withDemo: false,
      withBrowser: false,
    });
  });

  it.each([['--port', '0'], ['--port', '70000'], ['--port', 'x'], ['--prot', '1'], ['extra']])(
    'refuse %s %s',
    (...argv) => {
      expect(() => readStartOptions(argv)).toThrow(/--port takes|start --help/);
    },
  );

  it('know loopback from what others reach', () => {
    expect(['127.0.0.1', '127.8.8.8', '::1', 'localhost'].map(isLoopback)).toEqual([true, true, true, true]);
    expect(['0.0.0.0', '::', '192.0.2.1', '127.example.com'].map(isLoopback)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
