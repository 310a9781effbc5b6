import { isObject } from '@app/core';
import type { ProfileRow } from '@app/profiles';

export type ProfileView = Record<string, unknown>;

/** A profile as the API shows it: its data between its id and the system fields (contract §4). */
export function profileView(row: ProfileRow): ProfileView {
  return { ...row.data, id: row.id, ...systemFields(row) };
}

/** One of many: system fields only when asked for, and of `fields` (dotted names) only those; the id always. */
export function foundView(row: ProfileRow, { fields, includeSystem = false }: { fields?: string[]; includeSystem?: boolean }): ProfileView {
  const system = systemFields(row);
  if (!fields) return { ...row.data, id: row.id, ...(includeSystem ? system : {}) };
  const all: ProfileView = { ...row.data, ...system };
  const picked: ProfileView = { id: row.id };
  for (const field of fields) pick(all, picked, Object.hasOwn(all, field) ? [field] : field.split('.'));
  return includeSystem ? { ...picked, ...system } : picked;
}

/** The value of a field, or at a dotted name; undefined when there is none. */
export function valueAt(view: ProfileView, name: string): unknown {
  return Object.hasOwn(view, name) ? view[name] : valueAtPath(view, name.split('.'));
}

function valueAtPath(view: ProfileView, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined), view);
}

/** The dotted names of all fields in the profiles, as merge fields name them. */
export function fieldNames(views: readonly ProfileView[]): string[] {
  const names = new Set<string>();
  const collect = (value: ProfileView, prefix: string): void => {
    for (const [name, inner] of Object.entries(value)) {
      if (isObject(inner)) collect(inner, `${prefix}${name}.`);
      else names.add(`${prefix}${name}`);
    }
  };
  for (const view of views) collect(view, '');
  return [...names].toSorted();
}

function systemFields(row: ProfileRow): ProfileView {
  return {
    _createdOn: row.createdAt.toISOString(),
    _createdBy: row.createdBy,
    _updatedOn: row.updatedAt.toISOString(),
    _updatedBy: row.updatedBy,
    _systemProfile: false,
    ...(row.deletedAt ? { _deletedOn: row.deletedAt.toISOString() } : {}),
  };
}

function pick(from: ProfileView, into: ProfileView, path: readonly string[]): void {
  const value = valueAtPath(from, path);
  if (value === undefined) return;
  const last = path.at(-1)!;
  let target = into;
  for (const name of path.slice(0, -1)) {
    const inner = Object.hasOwn(target, name) ? target[name] : undefined;
    target = (target[name] = isObject(inner) ? { ...inner } : {}) as ProfileView;
  }
  Object.defineProperty(target, last, { value, enumerable: true, configurable: true, writable: true });
}
