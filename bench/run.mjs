// npm run bench [-- --only singles,latency --rounds 5 --messages 20000 --old 10000000 --minutes 10 --quick]
// Every measure beside its baseline, in turns, in the same run; docs/performance.md says what each means.
import { parseArgs } from 'node:util';
import { backendOf, openBench } from './bench.mjs';
import { Figures } from './figures.mjs';
import { GROUPS, LONG } from './measures/index.mjs';
import { report, show } from './report.mjs';

const text = (value) => ({ type: 'string', default: value });
const { values } = parseArgs({
  options: { only: text(''), rounds: text('5'), messages: text('20000'), old: text('10000000'), minutes: text('10'), quick: { type: 'boolean', default: false } },
});
const sizes = { rounds: positive('rounds'), messages: positive('messages'), oldMessages: positive('old'), minutes: positive('minutes') };
const groups = chosen();
const ran = [];
const bench = { ...(await openBench({ say: console.log })), ...sizes };
try {
  const database = await bench.openDatabase('main');
  for (const group of groups) await runGroup(group, database);
} finally {
  await bench.close();
}
show(ran);
process.exit(ran.some(({ figures }) => figures.error) ? 1 : 0);

/** Rounds go over all measures of the group. A measure that failed has no figures and runs no more; the others go on. */
async function runGroup(group, database) {
  const running = group.map((measure) => ({ measure, name: measure.name, rounds: measure.once ? 1 : sizes.rounds, figures: new Figures(measure.figures, console.log) }));
  ran.push(...running);
  for (const one of running) await attempt(one, async () => one.measure.open?.(bench));
  for (let round = 1; round <= Math.max(...running.map(({ rounds }) => rounds)); round++) {
    console.log(`${group.map(({ name }) => name).join(', ')}: round ${round} of ${running[0].rounds}`);
    for (const one of running) await attempt(one, () => runRound(one, backendOf(bench, database, one.measure.queue)));
  }
  for (const one of running) await attempt(one, async ({ measure, figures }) => measure.finish?.(bench, figures.note.bind(figures)));
  await report(running, sizes);
}

async function runRound({ measure, figures }, backend) {
  const note = figures.note.bind(figures);
  await measure.baseline?.(bench, backend, note);
  await measure.run(bench, backend, note);
}

async function attempt(one, work) {
  if (one.figures.error) return;
  try {
    await work(one);
  } catch (error) {
    one.figures.error = error instanceof Error ? error.message : String(error);
    console.error(`${one.name} has no figures:`, error);
  }
}

function positive(name) {
  const value = Number(values[name]);
  if (value > 0) return value;
  console.error(`--${name} must be a number above 0`);
  process.exit(1);
}

function chosen() {
  const names = values.only.split(',').map((name) => name.trim()).filter((name) => name !== '');
  const known = GROUPS.flat().map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`--only knows no ${unknown.join(', ')}; there are ${known.join(', ')}`);
    process.exit(1);
  }
  const isChosen = (measure) => (names.length > 0 ? names.includes(measure.name) : !(values.quick && LONG.includes(measure)));
  return GROUPS.map((group) => group.filter(isChosen)).filter((group) => group.length > 0);
}
