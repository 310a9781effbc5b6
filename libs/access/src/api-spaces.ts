import { newId } from '@app/core';
import type { Database } from '@app/infra';

/** Makes a tenant and returns its id. */
export async function createApiSpace(database: Database, name: string): Promise<string> {
  const { id } = await database.apiSpace.create({ data: { id: newId(), name }, select: { id: true } });
  return id;
}
