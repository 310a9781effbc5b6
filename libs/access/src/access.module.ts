import { Global, Module } from '@nestjs/common';
import { createChannelRegistry } from '@app/channels';
import { Settings } from '@app/infra';
import { AccessTokens } from './access-tokens.js';
import { AccountViews } from './account-views.js';
import { Accounts } from './accounts.js';
import { CHANNELS } from './channels-token.js';
import { ConnectAccounts } from './connect-accounts.js';
import { DeleteOldTokens } from './delete-old-tokens.js';
import { FacebookState } from './facebook-state.js';
import { SecretBox } from './secret-box.js';
import { WebhookSecrets } from './webhook-secrets.js';

@Global()
@Module({
  providers: [
    SecretBox,
    AccessTokens,
    Accounts,
    WebhookSecrets,
    ConnectAccounts,
    DeleteOldTokens,
    AccountViews,
    FacebookState,
    { provide: CHANNELS, inject: [Settings], useFactory: (settings: Settings) => createChannelRegistry({ withDummy: settings.DUMMY_CHANNEL }) },
  ],
  exports: [SecretBox, AccessTokens, Accounts, WebhookSecrets, ConnectAccounts, DeleteOldTokens, AccountViews, FacebookState, CHANNELS],
})
export class AccessModule {}
