// An apiSpace with a token, a page and a webhook, made by the admin command and one call of the API.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { start } from './processes.mjs';

const run = promisify(execFile);

export async function setUpSpace(env, receiverUrl) {
  const admin = async (...args) => {
    const { stdout } = await run(process.execPath, ['dist/apps/admin/src/main.js', ...args, '--json'], { env: { ...process.env, ...env } });
    return JSON.parse(stdout.trim().split('\n').at(-1));
  };
  const { apiSpaceId } = await admin('space', 'create', '--name', 'bench');
  const { accessToken } = await admin('token', 'create', '--space', apiSpaceId, '--name', 'bench');
  await admin('account', 'connect', '--space', apiSpaceId, '--channel', 'fbMessenger', '--address', '1', '--secret', 'pageAccessToken=bench', '--secret', 'appSecret=bench');
  const gateway = await start('dist/apps/gateway/src/main.js', { ...env, LOG_LEVEL: 'info' }, /gateway is listening/);
  const answer = await fetch(`http://127.0.0.1:${env.PORT}/apispaces/${apiSpaceId}/webhooks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'bench', url: receiverUrl, secret: 'bench-secret-0123456789' }),
  });
  if (answer.status !== 201) throw new Error(await answer.text());
  await gateway.stop();
  return { apiSpaceId, accessToken };
}
