import type { Demo } from './demo.js';
import { SMS_FROM } from './demo.js';
import type { Addresses } from './environments.js';
import type { Secrets } from './secrets.js';

/** A simulated person: the simulator takes any Messenger id that is not one of its magic ones. */
const DEMO_PERSON = '4000000000000001';

/** What `local.json` holds, for scripts that want to talk to the running gateway. */
export function localJson(addresses: Addresses, demo: Demo, secrets: Secrets): Record<string, unknown> {
  return {
    gatewayUrl: addresses.gatewayUrl,
    simulatorUrl: addresses.simulatorUrl ?? null,
    apiSpaceId: demo.apiSpaceId,
    accessToken: demo.accessToken,
    facebook: {
      pageId: secrets.facebookPageId,
      appId: secrets.facebookAppId,
      appSecret: secrets.facebookAppSecret,
      verifyToken: secrets.facebookVerifyToken,
    },
    sms: { accountSid: secrets.smsAccountSid, authToken: secrets.smsAuthToken, from: SMS_FROM },
  };
}

/** The last thing `npm start` prints. */
export function welcomeText(addresses: Addresses, demo: Demo, localJsonPath: string): string {
  const { gatewayUrl, simulatorUrl } = addresses;
  const body = JSON.stringify({ to: { fbMessengerId: DEMO_PERSON }, rules: ['fbMessenger'], body: 'Hello from the gateway!' });
  return [
    '',
    'Ready.',
    `  Gateway    ${gatewayUrl}`,
    ...(simulatorUrl ? [`  Simulator  ${simulatorUrl}   (what the person sees: open it in a browser)`] : []),
    `  Details    ${localJsonPath}`,
    '',
    'Send a first message (paste this into another terminal):',
    '',
    `curl -s -X POST ${gatewayUrl}/apispaces/${demo.apiSpaceId}/messages -H 'Authorization: Bearer ${demo.accessToken}' -H 'Content-Type: application/json' -d '${body}'`,
    '',
    simulatorUrl
      ? `It shows at ${simulatorUrl}; what you answer there comes back as an inbound message.`
      : 'It goes to the providers that FACEBOOK_GRAPH_API_URL and SMS_API_URL name.',
    'Ctrl-C stops everything.',
    '',
  ].join('\n');
}
