import { writeFileSync } from 'node:fs';

/** The last line of a test run, plain, for whoever reads only that: `N passed, N failed` and, where there are any, `, N skipped`. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    // A file that could not even be loaded has no tests that could fail, and must not go unseen.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    if (process.env.TEST_COUNT_FILE) this.keep(line);
    else process.stdout.write(`${line}\n`);
  }

  /** scripts/test.mjs prints it when the servers are down too. */
  keep(line) {
    writeFileSync(process.env.TEST_COUNT_FILE, line);
  }
}
