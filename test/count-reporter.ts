/** Ends a test run with one line that people and machines read, and names each skipped test with its reason. */
import type { Reporter, TestModule } from 'vitest/node';

const failOnSkip = process.env.CI === 'true';

export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const results = tests.map((test) => ({ name: test.fullName, result: test.result() }));
    const brokenFiles = modules.filter(
      (module) => module.state() === 'failed' && module.errors().length > 0,
    ).length;
    const skipped = results.filter(({ result }) => result.state === 'skipped');
    for (const { name, result } of skipped)
      process.stdout.write(`skipped: ${name}: ${('note' in result && result.note) || 'no reason given'}\n`);
    if (failOnSkip && skipped.length > 0) {
      process.stdout.write('A skipped test fails this run (CI=true).\n');
      process.exitCode = 1;
    }
    const passed = results.filter(({ result }) => result.state === 'passed').length;
    const failed =
      results.filter(({ result }) => result.state === 'failed').length + brokenFiles + errors.length;
    process.stdout.write(`${passed} passed, ${failed} failed, ${skipped.length} skipped\n`);
  }
}
