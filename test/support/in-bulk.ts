import fc from 'fast-check';

/**
 * Checks a property on `runs` values, `atOnce` of them together: for properties that need a database, where one at a time
 * would take hours. What fails is told by its seed, which makes the same values again, and not by all the values.
 */
export async function assertInBulk<T>(values: fc.Arbitrary<T>, { runs, atOnce }: { runs: number; atOnce: number }, check: (values: readonly T[]) => Promise<void>): Promise<void> {
  const bulk = fc.array(values, { minLength: atOnce, maxLength: atOnce });
  const { failed, seed, counterexamplePath, errorInstance } = await fc.check(fc.asyncProperty(bulk, check), { numRuns: Math.ceil(runs / atOnce), endOnFailure: true });
  if (!failed) return;
  const what = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  throw new Error(`With { seed: ${seed}, path: ${JSON.stringify(counterexamplePath)} }: ${what}`, { cause: errorInstance });
}
