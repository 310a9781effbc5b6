// Figures of a measure over its rounds: medians, spread, ratios to the baseline of the same round, and whether the goal is reached.
import { median } from './load.mjs';

export class Figures {
  constructor(definitions, say) {
    this.definitions = { ...definitions };
    this.say = say;
    this.values = {};
    this.error = undefined;
  }

  note(name, value, definition) {
    if (definition) this.definitions[name] = definition;
    if (!Number.isFinite(value)) throw new Error(`${name} is no number: ${value}`);
    (this.values[name] ??= []).push(value);
    this.say(`  ${name}: ${rounded(value)} ${this.definitions[name].unit}`);
  }

  /** `{name: {unit, median, lowest, highest, rounds, baseline?, ratio?, over?, goal?, isReached?}}`, `over` in the unit; nothing when a run was not whole. */
  results() {
    if (this.error) return {};
    return Object.fromEntries(Object.keys(this.values).map((name) => [name, this.resultOf(name)]));
  }

  resultOf(name) {
    const { unit, baseline, goal } = this.definitions[name];
    const values = this.values[name];
    const beside = baseline === undefined ? undefined : this.values[baseline];
    const spread = { median: rounded(median(values)), lowest: rounded(Math.min(...values)), highest: rounded(Math.max(...values)), rounds: values.map(rounded) };
    const ratio = beside && median(values.map((value, round) => value / beside[round]));
    const over = beside && median(values.map((value, round) => value - beside[round]));
    return {
      unit,
      ...spread,
      ...(beside ? { baseline, ratio: Number(ratio.toFixed(3)) } : {}),
      ...(goal?.overBaselineAtMost === undefined ? {} : { over: rounded(over) }),
      ...(goal ? { goal, isReached: isReached(goal, { value: median(values), ratio, over }) } : {}),
    };
  }
}

function isReached(goal, { value, ratio, over }) {
  const checks = {
    atLeast: (limit) => value >= limit,
    atMost: (limit) => value <= limit,
    ratioAtLeast: (limit) => ratio >= limit,
    ratioAtMost: (limit) => ratio <= limit,
    overBaselineAtMost: (limit) => over <= limit,
  };
  return Object.entries(goal).every(([kind, limit]) => checks[kind](limit));
}

/** Three figures are more than a machine repeats. */
function rounded(value) {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
