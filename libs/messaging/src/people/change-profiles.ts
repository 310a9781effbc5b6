import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@app/core';
import { Database, type DatabaseSession } from '@app/infra';
import { MOST_PROFILE_CHARS, profileIdFor, ProfileRefusal, type ProfileRow, ProfileRows, ProfileTurns } from '@app/profiles';
import { DeliverEvents, type NewEvent, writeEvents } from '@app/webhooks';
import { ErasePerson, namesOf } from './erase-person.js';
import { FindTraces, type Traces } from './find-traces.js';

type ProfileData = Record<string, unknown>;
type EventName = 'profile.create' | 'profile.update' | 'profile.delete' | 'profile.undelete';

/** Whose profiles, by whom (`access:<token id>`), and at which revision the caller has seen them. */
export interface ProfileCall {
  apiSpaceId: string;
  by: string;
  ifRevision?: number;
}

export interface ProfilePatch {
  id: string;
  /** Merged over what is there, top level only. */
  fields: ProfileData;
  /** Fields that are taken away. */
  deletes?: readonly string[];
}

/** What one profile shall become: nothing of it when it stays as it is. */
interface Decision {
  row: ProfileRow;
  name?: EventName;
}

const TRANSACTION = { timeout: 30_000, maxWait: 5_000 };

/** Changes profiles as customers ask for it, and tells of each change in the same commit. Throws ProfileRefusal. */
@Injectable()
export class ChangeProfiles {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ProfileRows) private readonly rows: ProfileRows,
    @Inject(ProfileTurns) private readonly turns: ProfileTurns,
    @Inject(ErasePerson) private readonly erasePerson: ErasePerson,
    @Inject(FindTraces) private readonly findTraces: FindTraces,
    @Inject(DeliverEvents) private readonly deliverEvents: DeliverEvents,
  ) {}

  /** Makes a profile. A deleted one of that id makes way; its revision goes on. */
  async create(call: ProfileCall, id: string, data: ProfileData): Promise<ProfileRow> {
    return this.changeOne(call, id, (known) => {
      if (known && !known.deletedAt) throw new ProfileRefusal('exists', 'The apiSpace has a profile with this id already.');
      return { row: created(id, known, data, call.by), name: 'profile.create' };
    });
  }

  /** `data` is all that the profile then has. */
  async replace(call: ProfileCall, id: string, data: ProfileData): Promise<ProfileRow> {
    return this.changeOne(call, id, (known) => updated(present(known, call), data, call.by));
  }

  async undelete(call: ProfileCall, id: string): Promise<ProfileRow> {
    return this.changeOne(call, id, (known) => {
      if (!known) throw notFound();
      if (!known.deletedAt) throw new ProfileRefusal('conflict', 'The profile is not deleted.');
      checkRevision(known, call);
      return { row: { ...next(known, call.by), deletedAt: null }, name: 'profile.undelete' };
    });
  }

  async patch(call: ProfileCall, patch: ProfilePatch, mayCreate: boolean): Promise<ProfileRow> {
    const [row] = await this.patchAll(call, [patch], mayCreate);
    if (!row) throw notFound();
    return row;
  }

  /** In the order of the patches; undefined for profiles that there are not (and that may not be made). All in one commit. */
  async patchAll(call: ProfileCall, patches: readonly ProfilePatch[], mayCreate: boolean): Promise<(ProfileRow | undefined)[]> {
    const byId = new Map(patches.map((patch) => [patch.id, patch]));
    const rows = await this.change(call, [...byId.keys()], (known, id) => {
      const { fields, deletes = [] } = byId.get(id)!;
      const isThere = known !== undefined && !known.deletedAt;
      if (!isThere && !mayCreate) return undefined;
      if (!isThere && call.ifRevision !== undefined) throw stale();
      const data = without({ ...(isThere ? known.data : {}), ...fields }, deletes);
      return isThere ? updated(present(known, call), data, call.by) : { row: created(id, known, data, call.by), name: 'profile.create' };
    });
    return patches.map((patch) => rows.get(patch.id));
  }

  /** Soft: the profile can be brought back. The ids that there were. */
  async delete(call: ProfileCall, ids: readonly string[]): Promise<string[]> {
    const rows = await this.change(call, ids, (known) => {
      if (!known || known.deletedAt) return undefined;
      checkRevision(known, call);
      return { row: { ...next(known, call.by), deletedAt: new Date() }, name: 'profile.delete' };
    });
    return [...rows.keys()];
  }

  /**
   * For good, with all that was kept of the persons; profiles that are deleted already too. With each goes the one that was made
   * for an address of theirs while nobody knew whose it was. Looked for together, one commit a person, since each may have
   * much to erase. The ids that there were.
   */
  async forget(call: ProfileCall, ids: readonly string[]): Promise<string[]> {
    const traces = await this.findTraces.of(call.apiSpaceId, namesOf(await this.rows.addresses(this.database, call.apiSpaceId, ids)));
    const gone: string[] = [];
    for (const id of ids) if (await this.forgetOne(call, id, traces)) gone.push(id);
    return gone;
  }

  private async forgetOne(call: ProfileCall, id: string, traces: Traces): Promise<boolean> {
    const { apiSpaceId } = call;
    const due = await this.turns.inTurn(apiSpaceId, () => this.database.$transaction(async (session) => {
      const found = await this.rows.addresses(session, apiSpaceId, [id]);
      const known = await this.rows.lock(session, apiSpaceId, [...new Set([id, ...found.map(({ field, address }) => profileIdFor(apiSpaceId, field, address))])]);
      const wanted = known.get(id);
      if (!wanted) return undefined;
      checkRevision(wanted, call);
      const profileIds = [...known.keys()];
      const failed = await this.erasePerson.erase(session, { ...traces, apiSpaceId, profileIds, addresses: namesOf(found) });
      for (const profileId of profileIds) await this.rows.erase(session, apiSpaceId, profileId);
      const told = await writeEvents(session, [...known.values()].map((row) => eventOf(apiSpaceId, { row: next(row, call.by), name: 'profile.delete' })), this.deliverEvents.busyWebhooks());
      return [...failed, ...told];
    }, TRANSACTION));
    this.deliverEvents.deliver(due ?? []);
    return due !== undefined;
  }

  private async changeOne(call: ProfileCall, id: string, decide: (known: ProfileRow | undefined) => Decision): Promise<ProfileRow> {
    return (await this.change(call, [id], decide)).get(id)!;
  }

  /** Locks what there is, decides, writes and tells. The profiles that were decided on, as they are then. */
  private async change(call: ProfileCall, ids: readonly string[], decide: (known: ProfileRow | undefined, id: string) => Decision | undefined): Promise<Map<string, ProfileRow>> {
    const { decisions, due } = await this.turns.inTurn(call.apiSpaceId, () => this.database.$transaction(async (session: DatabaseSession) => {
      const known = await this.rows.lock(session, call.apiSpaceId, ids);
      const all = ids.flatMap((id) => decide(known.get(id), id) ?? []);
      const changed = all.filter((decision) => decision.name !== undefined);
      for (const { row } of changed) refuseLarger(row, known.get(row.id));
      await this.rows.write(session, call.apiSpaceId, changed.map(({ row, name }) => ({ ...row, isNew: name === 'profile.create' })));
      return { decisions: all, due: await writeEvents(session, changed.map((decision) => eventOf(call.apiSpaceId, decision)), this.deliverEvents.busyWebhooks()) };
    }, TRANSACTION));
    this.deliverEvents.deliver(due);
    return new Map(decisions.map(({ row }) => [row.id, row]));
  }
}

/** One that is too large already may get smaller, and be deleted. */
function refuseLarger({ id, data }: ProfileRow, known: ProfileRow | undefined): void {
  const chars = JSON.stringify(data).length;
  if (chars <= MOST_PROFILE_CHARS || (known && chars <= JSON.stringify(known.data).length)) return;
  throw new ProfileRefusal('tooLarge', `would make the profile ${id} larger than ${MOST_PROFILE_CHARS} characters of JSON`);
}

function present(known: ProfileRow | undefined, call: ProfileCall): ProfileRow {
  if (!known || known.deletedAt) throw notFound();
  checkRevision(known, call);
  return known;
}

function notFound(): ProfileRefusal {
  return new ProfileRefusal('notFound', 'The apiSpace has no profile with this id.');
}

function checkRevision({ revision }: ProfileRow, { ifRevision }: ProfileCall): void {
  if (ifRevision === undefined || ifRevision === revision) return;
  throw stale();
}

function stale(): ProfileRefusal {
  return new ProfileRefusal('stale', 'The profile has changed since: read it again and send its ETag in If-Match.');
}

function created(id: string, known: ProfileRow | undefined, data: ProfileData, by: string): ProfileRow {
  const now = new Date();
  return { id, data, revision: known ? known.revision + 1 : 0, createdAt: now, createdBy: by, updatedAt: now, updatedBy: by, deletedAt: null };
}

/** What changes nothing makes no revision and no event. */
function updated(known: ProfileRow, data: ProfileData, by: string): Decision {
  if (isDeepStrictEqual(plain(known.data), plain(data))) return { row: known };
  return { row: { ...next(known, by), data }, name: 'profile.update' };
}

/** As it comes back from the database: without prototypes and `undefined`. */
function plain(data: ProfileData): unknown {
  return JSON.parse(JSON.stringify(data));
}

function next(known: ProfileRow, by: string): ProfileRow {
  return { ...known, revision: known.revision + 1, updatedAt: new Date(), updatedBy: by };
}

function without(data: ProfileData, names: readonly string[]): ProfileData {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)));
}

/** Contract §3.4: the whole profile when it is made or changed, who and when for a deletion, the id when it is back. */
function eventOf(apiSpaceId: string, { row, name }: Decision): NewEvent {
  const payloads: Record<EventName, object> = {
    'profile.create': { ...row.data, id: row.id },
    'profile.update': { ...row.data, id: row.id },
    'profile.delete': { id: row.id, date: row.updatedAt.toISOString(), by: row.updatedBy },
    'profile.undelete': { id: row.id },
  };
  return { eventId: newId(), apiSpaceId, name: name!, entityId: row.id, revision: row.revision, payload: payloads[name!], facts: {} };
}
