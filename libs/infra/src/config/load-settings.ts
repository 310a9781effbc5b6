import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Settings } from './settings.js';

/** Secrets that stand in examples; production refuses to start with them. */
const EXAMPLE_SECRET = /example|change[-_ ]?me|secret-?secret/i;

/** The settings are wrong; the message lists each of them. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Reads and checks the environment. Throws SettingsError that names every wrong setting. */
export function loadSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const settings = plainToInstance(Settings, given, { exposeDefaultValues: true });
  const problems = validateSync(settings).map((error) => {
    const reasons = Object.values(error.constraints ?? {});
    return environment[error.property] ? reasons[0]! : `${error.property} is missing: ${reasons[0]}`;
  });
  if (settings.NODE_ENV === 'production') problems.push(...productionProblems(settings));
  if (problems.length > 0) throw new SettingsError(`Wrong settings:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
  return settings;
}

function productionProblems(settings: Settings): string[] {
  const required = ['ACCESS_TOKEN_SECRET', 'ENCRYPTION_KEY', 'FACEBOOK_VERIFY_TOKEN', 'PUBLIC_URL'] as const;
  const missing = required
    .filter((name) => !settings[name])
    .map((name) => `${name} is missing; production does not start without it`);
  const secrets = ['ACCESS_TOKEN_SECRET', 'ACCESS_TOKEN_OLD_SECRETS', 'ENCRYPTION_KEY', 'ENCRYPTION_OLD_KEYS', 'FACEBOOK_APP_SECRET', 'FACEBOOK_VERIFY_TOKEN', 'METRICS_TOKEN'] as const;
  const examples = secrets
    .filter((name) => [settings[name] ?? ''].flat().some((secret) => EXAMPLE_SECRET.test(secret)))
    .map((name) => `${name} is an example value; production needs one of its own, and takes no example for an old one`);
  return [...new Set([...missing, ...examples])];
}
