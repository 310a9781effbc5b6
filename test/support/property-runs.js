// In full length every property is tried on ten thousand inputs, else on fast-check's usual hundred.
// A property that says its own number keeps it.
import fc from 'fast-check';

const RUNS_IN_FULL = 10_000;
if (process.env['FAULTS'] === 'full') fc.configureGlobal({ numRuns: RUNS_IN_FULL });
