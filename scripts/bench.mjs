// npm run bench: prepares the clone and runs the benchmarks (bench/run.mjs).
import { prepare } from './prepare.mjs';

await prepare();
await import('../bench/run.mjs');
