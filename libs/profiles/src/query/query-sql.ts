import { Prisma } from '@app/infra';
import { type AddressFields, addressOf } from '../address-fields.js';
import { ProfileQueryError } from './profile-query-error.js';
import type { SortField } from './query-controls.js';
import type { Condition, Operator, ProfileQuery, QueryValue } from './query-language.js';

type Sql = Prisma.Sql;
const { sql, join } = Prisma;

const isoTime = (column: Sql): Sql => sql`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Fields that are columns; they are compared as text, times in ISO form, which sorts as time does. */
const COLUMNS: Readonly<Record<string, Sql>> = {
  id: sql`profile.id`,
  _createdOn: isoTime(sql`profile.created_at`),
  _createdBy: sql`profile.created_by`,
  _updatedOn: isoTime(sql`profile.updated_at`),
  _updatedBy: sql`profile.updated_by`,
  _deletedOn: isoTime(sql`profile.deleted_at`),
  _systemProfile: sql`'false'::text`,
};

/** The `where` of a query on the table `profile`. Every word of the caller is a parameter. */
export function whereOf(apiSpaceId: string, query: ProfileQuery, fields: AddressFields): Sql {
  const parts = [sql`profile.api_space_id = ${apiSpaceId}::uuid`];
  if (!query.includeDeleted) parts.push(sql`profile.deleted_at is null`);
  for (const condition of query.conditions) {
    parts.push(columnCondition(condition) ?? addressCondition(apiSpaceId, condition, fields) ?? dataCondition(condition));
  }
  return join(parts, ' and ');
}

/** What the answer is sorted by; the id last, so that pages do not overlap. */
export function orderOf(sort: readonly SortField[] = []): Sql {
  const parts = sort.map(({ path, isDescending }) => {
    const value = columnOf(path) ?? sql`profile.data #> ${path}::text[]`;
    return isDescending ? sql`${value} desc nulls last` : sql`${value} asc nulls last`;
  });
  return join([...parts, sql`profile.id`]);
}

/** Whether a condition leaves over only a few profiles, found by an index. */
export function isByIndex({ conditions }: ProfileQuery, fields: AddressFields): boolean {
  return conditions.some(({ path, operator, values }) => {
    if (operator !== 'eq' && operator !== 'in') return false;
    return path.length === 1 && (path[0] === 'id' || addressesOf({ path, operator, values }, fields) !== undefined);
  });
}

function columnOf(path: readonly string[]): Sql | undefined {
  const [name = ''] = path;
  if (path.length === 1 && Object.hasOwn(COLUMNS, name)) return COLUMNS[name];
  if (name.startsWith('_')) throw new ProfileQueryError(path.join('.'), `is no system field; there are: ${Object.keys(COLUMNS).join(', ')}`);
  return undefined;
}

function columnCondition({ path, operator, values }: Condition): Sql | undefined {
  const column = columnOf(path);
  if (!column) return undefined;
  const texts = values.map((value) => value.text);
  // In the order that the answer has, so that the last id of a page is where the next one begins; and by the index.
  if (path[0] === 'id' && operator in COMPARED) return sql`${column} ${COMPARED[operator as keyof typeof COMPARED]} ${texts[0]}::text`;
  return textCondition(column, operator, texts);
}

function textCondition(column: Sql, operator: Operator, texts: readonly string[]): Sql {
  const [text = ''] = texts;
  switch (operator) {
    case 'exists':
      return sql`${column} is not null`;
    case 'absent':
      return sql`${column} is null`;
    case 'eq':
    case 'in':
      return sql`${column} = any(${texts}::text[])`;
    case 'ne':
    case 'notIn':
      return sql`(${column} = any(${texts}::text[])) is not true`;
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return matches(column, operator, text);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return sql`${column} collate "C" ${COMPARED[operator]} ${text}::text collate "C"`;
  }
}

const COMPARED = { gt: sql`>`, gte: sql`>=`, lt: sql`<`, lte: sql`<=` } as const;
const JSON_PATH_COMPARED = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** Case does not matter, as in mongo-querystring. */
function matches(value: Sql, operator: 'startsWith' | 'endsWith' | 'contains', text: string): Sql {
  if (operator === 'startsWith') return sql`starts_with(lower(${value}), lower(${text}::text))`;
  if (operator === 'endsWith') return sql`right(lower(${value}), length(lower(${text}::text))) = lower(${text}::text)`;
  return sql`strpos(lower(${value}), lower(${text}::text)) > 0`;
}

/** Equality with an address goes by the index over addresses: milliseconds among a million profiles. */
function addressCondition(apiSpaceId: string, condition: Condition, fields: AddressFields): Sql | undefined {
  const isNegated = condition.operator === 'ne' || condition.operator === 'notIn';
  const addresses = addressesOf(isNegated ? { ...condition, operator: 'in' } : condition, fields);
  if (!addresses) return undefined;
  const found = sql`profile.id = any(array(select profile_id from profile_address
    where api_space_id = ${apiSpaceId}::uuid and field = ${condition.path[0]} and address = any(${addresses}::text[])))`;
  return isNegated ? sql`not ${found}` : found;
}

function addressesOf({ path, operator, values }: Condition, fields: AddressFields): string[] | undefined {
  const [field = ''] = path;
  if (path.length !== 1 || !fields.has(field) || (operator !== 'eq' && operator !== 'in')) return undefined;
  const addresses = values.map(({ text }) => addressOf(fields, field, text));
  // What can be no address is not in the index, though a profile may have it in its data.
  return addresses.includes(undefined) ? undefined : (addresses as string[]);
}

/** Any element of a list may be the one that is meant, as in Mongo; so jsonpath in its lax mode. */
function dataCondition({ path, operator, values }: Condition): Sql {
  const at = `$${path.map((name) => `.${JSON.stringify(name)}`).join('')}`;
  const [value = { text: '', isQuoted: true }] = values;
  switch (operator) {
    case 'exists':
      return sql`jsonb_path_exists(profile.data, ${at}::text::jsonpath)`;
    case 'absent':
      return sql`not jsonb_path_exists(profile.data, ${at}::text::jsonpath)`;
    case 'eq':
    case 'in':
      return holds(`${at}[*] ? (@ == $v[*])`, values.flatMap(meanings));
    case 'ne':
    case 'notIn':
      return sql`not ${holds(`${at}[*] ? (@ == $v[*])`, values.flatMap(meanings))}`;
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return sql`exists (select from jsonb_path_query(profile.data, ${`${at}[*]`}::text::jsonpath) as found(value)
        where jsonb_typeof(found.value) in ('string', 'number') and ${matches(sql`(found.value #>> '{}')`, operator, value.text)})`;
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return holds(`${at}[*] ? (@ ${JSON_PATH_COMPARED[operator]} $v[*])`, [isNumber(value) ? value.text : JSON.stringify(value.text)]);
  }
}

/** `literals` are JSON texts: a long number keeps all of its digits. */
function holds(jsonPath: string, literals: readonly string[]): Sql {
  return sql`jsonb_path_exists(profile.data, ${jsonPath}::text::jsonpath, ${`{"v":[${literals.join(',')}]}`}::text::jsonb)`;
}

/** Unquoted `5` is the number and the text alike: nobody knows how a phone number was written. */
function meanings(value: QueryValue): string[] {
  const text = JSON.stringify(value.text);
  return isNumber(value) || (!value.isQuoted && /^(true|false|null)$/.test(value.text)) ? [value.text, text] : [text];
}

function isNumber({ text, isQuoted }: QueryValue): boolean {
  return !isQuoted && /^-?(0|[1-9]\d{0,29})(\.\d{1,30})?$/.test(text);
}
