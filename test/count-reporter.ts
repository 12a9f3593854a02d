/** Ends a test run with one line that people and machines read, and names each test that failed or was skipped, with the reason. */
import { stripVTControlCharacters } from 'node:util';
import type { Reporter, TestModule } from 'vitest/node';

const failOnSkip = process.env.CI === 'true';

/** One line of a message, without the colours of a terminal. */
const firstLine = (message: string): string => stripVTControlCharacters(message).split('\n', 1)[0] ?? '';

export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly { message: string }[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const results = tests.map((test) => ({ name: test.fullName, result: test.result() }));
    const brokenFiles = modules.filter((module) => module.state() === 'failed' && module.errors().length > 0);
    const say = (what: string, causes: readonly { message: string }[]): void => {
      process.stdout.write(`failed: ${what}: ${firstLine(causes[0]?.message ?? 'no message')}\n`);
    };
    for (const module of modules)
      for (const test of module.children.allTests('failed'))
        say(`${module.relativeModuleId} > ${test.fullName}`, test.result().errors ?? []);
    for (const module of modules)
      for (const test of module.children.allTests('passed'))
        if (test.diagnostic()?.flaky)
          process.stdout.write(
            `tried again: ${module.relativeModuleId} > ${test.fullName}: ${firstLine(test.result().errors?.[0]?.message ?? '')}\n`,
          );
    for (const module of brokenFiles) say(module.relativeModuleId, module.errors());
    for (const error of errors) say('outside of any test', [error]);
    const skipped = results.filter(({ result }) => result.state === 'skipped');
    for (const { name, result } of skipped)
      process.stdout.write(`skipped: ${name}: ${('note' in result && result.note) || 'no reason given'}\n`);
    if (failOnSkip && skipped.length > 0) {
      process.stdout.write('A skipped test fails this run (CI=true).\n');
      process.exitCode = 1;
    }
    const passed = results.filter(({ result }) => result.state === 'passed').length;
    const failed =
      results.filter(({ result }) => result.state === 'failed').length + brokenFiles.length + errors.length;
    process.stdout.write(`${passed} passed, ${failed} failed, ${skipped.length} skipped\n`);
  }
}
