import { v7 as uuidv7 } from 'uuid';
import type { Database } from '@app/infra';

/** Makes a tenant and returns its id. */
export async function createApiSpace(database: Database, name: string): Promise<string> {
  const { id } = await database.apiSpace.create({ data: { id: uuidv7(), name }, select: { id: true } });
  return id;
}
