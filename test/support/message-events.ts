import type { System } from './system.js';

/** The names of what happened to a message, in their order and without the `message.` that all begin with. */
export async function eventsOf(system: System, messageId: string): Promise<string[]> {
  const rows = await system.database.query<{ name: string }>('select name from event where entity_id = $1 order by revision, id', [messageId]);
  return rows.map(({ name }) => name.replace('message.', ''));
}
