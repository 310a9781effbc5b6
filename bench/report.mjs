// bench/results.json: by measure, what it ran on and its figures. A run of some measures leaves the others' as they are.
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';

const FILE = new URL('results.json', import.meta.url);

/** `ran`: `{name, rounds, figures}` of each measure that ran. */
export async function report(ran, { messages, oldMessages, minutes }) {
  const { measures } = await readFile(FILE, 'utf8').then(JSON.parse, () => ({}));
  const on = { at: new Date().toISOString(), node: process.version, cores: cpus().length };
  const results = ran.map(({ name, rounds, figures }) => [
    name,
    {
      ...on,
      rounds,
      messages,
      ...(name === 'growth' ? { oldMessages } : {}),
      ...(name === 'memory' ? { minutes } : {}),
      ...(figures.error ? { error: figures.error } : {}),
      figures: figures.results(),
    },
  ]);
  await writeFile(FILE, `${JSON.stringify({ measures: { ...measures, ...Object.fromEntries(results) } }, null, 2)}\n`);
}

export function show(ran) {
  for (const { name, figures } of ran) {
    console.log(`\n${name}`);
    if (figures.error) console.log(`  no figures: ${figures.error}`);
    else console.table(Object.fromEntries(Object.entries(figures.results()).map(([figure, result]) => [figure, row(result)])));
  }
}

function row({ unit, median, lowest, highest, ratio, over, goal, isReached }) {
  const wanted = goal && Object.entries(goal).map(([kind, limit]) => `${kind} ${limit}`).join(', ');
  return { median, unit, lowest, highest, ratio: ratio ?? '', over: over ?? '', goal: wanted ?? '', reached: isReached === undefined ? '' : isReached ? 'yes' : 'no' };
}
