import { defineConfig } from 'prisma/config';

/** `prisma generate` reads the schema only; migrations are applied by libs/infra/src/database/migrate.ts. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
