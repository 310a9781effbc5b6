import { ProfileQueryError } from './profile-query-error.js';

export interface SortField {
  path: string[];
  isDescending: boolean;
}

/** The `$…` parameters of a query: what of the found profiles is answered. */
export interface QueryControls {
  limit?: number;
  skip?: number;
  /** Only these, dotted names. */
  fields?: string[];
  sort?: SortField[];
  includeDeleted?: boolean;
  /** Adds `_createdOn` and the like. */
  includeSystem?: boolean;
  /** The names of the fields in place of the profiles. */
  schemaOnly?: boolean;
}

const MOST_LIMIT = 1_000;
const MOST_SKIP = 1_000_000;
const MOST_FIELDS = 100;
const MOST_SORTED = 3;

const CONTROLS: Readonly<Record<string, (controls: QueryControls, text: string, name: string) => void>> = {
  $limit: (controls, text, name) => void (controls.limit = numberOf(text, name, 1, MOST_LIMIT)),
  $skip: (controls, text, name) => void (controls.skip = numberOf(text, name, 0, MOST_SKIP)),
  $fields: (controls, text, name) => void (controls.fields = namesOf(text, name, MOST_FIELDS)),
  $sort: (controls, text, name) => void (controls.sort = namesOf(text, name, MOST_SORTED).map(sortField)),
  $includeDeleted: (controls, text, name) => void (controls.includeDeleted = truthOf(text, name)),
  $includeSystem: (controls, text, name) => void (controls.includeSystem = truthOf(text, name)),
  $schemaOnly: (controls, text, name) => void (controls.schemaOnly = truthOf(text, name)),
  // There are neither devices nor sessions here, so there is nothing to include.
  $includeDevices: (_, text, name) => void truthOf(text, name),
  $includeSessions: (_, text, name) => void truthOf(text, name),
};

/** Takes one `$…` parameter into `controls`. */
export function readControl(controls: QueryControls, name: string, text: string): void {
  if (!Object.hasOwn(CONTROLS, name)) throw new ProfileQueryError(name, `is not known; there are: ${Object.keys(CONTROLS).join(', ')}`);
  CONTROLS[name]!(controls, text, name);
}

function numberOf(text: string, name: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most)) throw new ProfileQueryError(name, `must be a number from ${least} to ${most}`);
  return value;
}

function truthOf(text: string, name: string): boolean {
  if (text !== 'true' && text !== 'false') throw new ProfileQueryError(name, 'must be true or false');
  return text === 'true';
}

function namesOf(text: string, name: string, most: number): string[] {
  const names = text.split(',').map((part) => part.trim());
  const isRight = names.length <= most && names.every((part) => part.split('.').every((segment) => segment !== '' && segment !== '-'));
  if (!isRight) throw new ProfileQueryError(name, `must be 1 to ${most} names of fields with commas between them`);
  return names;
}

/** `-name` is from the last to the first. */
function sortField(name: string): SortField {
  const isDescending = name.startsWith('-');
  return { path: (isDescending ? name.slice(1) : name).split('.'), isDescending };
}
