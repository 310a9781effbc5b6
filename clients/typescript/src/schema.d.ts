// Made by `node scripts/client.mjs` from the OpenAPI document; not written by hand.

export interface paths {
    "/apispaces/{apiSpaceId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message
         * @description Answered once the message is stored; it then goes out by itself. More than one rule needs the permission `messages:branch` too.
         *
         *     Needs the permission `messages:send`.
         */
        post: operations["sendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message
         * @description Answered once the message is stored; it then goes out by itself. More than one rule needs the permission `messages:branch` too.
         *
         *     Needs the permission `messages:send`.
         */
        post: operations["cpaas_sendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/messages/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send up to 5,000 messages
         * @description All are accepted, or none: one that is wrong refuses the batch, with names such as `[3].to.phoneNumber`. 10 MB at most.
         *
         *     Needs the permission `messages:send`.
         */
        post: operations["sendBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/messages/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send up to 5,000 messages
         * @description All are accepted, or none: one that is wrong refuses the batch, with names such as `[3].to.phoneNumber`. 10 MB at most.
         *
         *     Needs the permission `messages:send`.
         */
        post: operations["cpaas_sendBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/messages/{messageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a message and its status
         * @description Needs the permission `messages:read`.
         */
        get: operations["getMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/messages/{messageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a message and its status
         * @description Needs the permission `messages:read`.
         */
        get: operations["cpaas_getMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the webhooks
         * @description Needs the permission `webhooks:read`.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Make a webhook
         * @description Needs the permission `webhooks:write`.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the webhooks
         * @description Needs the permission `webhooks:read`.
         */
        get: operations["cpaas_listWebhooks"];
        put?: never;
        /**
         * Make a webhook
         * @description Needs the permission `webhooks:write`.
         */
        post: operations["cpaas_createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a webhook
         * @description Needs the permission `webhooks:read`.
         */
        get: operations["getWebhook"];
        /**
         * Replace a webhook
         * @description Without `secret` the old one stays.
         *
         *     Needs the permission `webhooks:write`.
         */
        put: operations["replaceWebhook"];
        post?: never;
        /**
         * Delete a webhook
         * @description Needs the permission `webhooks:write`.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a webhook
         * @description Needs the permission `webhooks:read`.
         */
        get: operations["cpaas_getWebhook"];
        /**
         * Replace a webhook
         * @description Without `secret` the old one stays.
         *
         *     Needs the permission `webhooks:write`.
         */
        put: operations["cpaas_replaceWebhook"];
        post?: never;
        /**
         * Delete a webhook
         * @description Needs the permission `webhooks:write`.
         */
        delete: operations["cpaas_deleteWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/facebook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Meta asks whether the webhook is ours
         * @description Once, when the webhook is set up in Meta’s dashboard.
         */
        get: operations["verifyFacebookWebhook"];
        put?: never;
        /**
         * Receipts and messages of Messenger
         * @description Signed by Meta, `X-Hub-Signature-256`. Answered once the raw body is stored, whatever is in it.
         */
        post: operations["receiveFacebookEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ccm/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Meta asks whether the webhook is ours
         * @description Once, when the webhook is set up in Meta’s dashboard.
         */
        get: operations["verifyFacebookWebhookCcm"];
        put?: never;
        /**
         * Receipts and messages of Messenger
         * @description Signed by Meta, `X-Hub-Signature-256`. Answered once the raw body is stored, whatever is in it.
         */
        post: operations["receiveFacebookEventsCcm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/sms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receipts and messages of the sms provider
         * @description Signed by the provider, `X-Twilio-Signature`.
         */
        post: operations["receiveSmsEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Does the process live?
         * @description Extension of this gateway: not part of Comapi’s API.
         */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can it accept messages?
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     The database answers. The queue may be away; what is accepted then goes out later.
         */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics for Prometheus
         * @description Extension of this gateway: not part of Comapi’s API.
         */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document
         * @description Extension of this gateway: not part of Comapi’s API.
         */
        get: operations["openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "message.sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * message.sent
         * @description Posted to each webhook that is subscribed to it. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
         */
        post: operations["on_message_sent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.delivered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * message.delivered
         * @description Posted to each webhook that is subscribed to it. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
         */
        post: operations["on_message_delivered"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * message.read
         * @description Posted to each webhook that is subscribed to it. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
         */
        post: operations["on_message_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * message.expired
         * @description Posted to each webhook that is subscribed to it. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
         */
        post: operations["on_message_expired"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * message.failed
         * @description Posted to each webhook that is subscribed to it. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
         */
        post: operations["on_message_failed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.filtered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * message.filtered
         * @description Posted to each webhook that is subscribed to it. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
         */
        post: operations["on_message_filtered"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.inbound": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * message.inbound
         * @description Posted to each webhook that is subscribed to it. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
         */
        post: operations["on_message_inbound"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "profile.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * profile.create
         * @description Posted to each webhook that is subscribed to it. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
         */
        post: operations["on_profile_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "profile.update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * profile.update
         * @description Posted to each webhook that is subscribed to it. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
         */
        post: operations["on_profile_update"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "profile.delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * profile.delete
         * @description Posted to each webhook that is subscribed to it. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
         */
        post: operations["on_profile_delete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "profile.undelete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * profile.undelete
         * @description Posted to each webhook that is subscribed to it. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
         */
        post: operations["on_profile_undelete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "facebook.optin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * facebook.optin
         * @description Posted to each webhook that is subscribed to it. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
         */
        post: operations["on_facebook_optin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** @description Every field that is wrong. Nothing was stored. */
        ValidationErrors: {
            validationFailures: {
                /** @description Which field: `to.phoneNumber`, `messageParts[0].type`, `[3].rules`; `request` for the body as a whole. */
                paramName: string;
                /** @description What is wrong, and what would be right. */
                message: string;
            }[];
        };
        Error: {
            /** @description What went wrong, for people. */
            message: string;
            /**
             * @description What went wrong, for programs.
             * @enum {string}
             */
            code: "unauthorized" | "forbidden" | "notFound" | "methodNotAllowed" | "conflict" | "preconditionFailed" | "unsupportedMediaType" | "tooManyRequests" | "internal" | "unavailable";
        };
        EventEnvelope: {
            /**
             * Format: uuid
             * @description The same when it is delivered again: leave out what you have seen.
             */
            eventId: string;
            /** @description The apiSpace’s number. */
            accountId: number;
            /**
             * Format: uuid
             * @description The apiSpace.
             */
            apiSpaceId: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            name: "message.sent" | "message.delivered" | "message.read" | "message.expired" | "message.failed" | "message.filtered" | "message.inbound" | "profile.create" | "profile.update" | "profile.delete" | "profile.undelete" | "facebook.optin";
            payload: {
                [key: string]: unknown;
            };
            /** @description Grows with each change of the same thing: an event with a lower one is older. */
            revision?: number;
            /** @description Names this state of the thing. */
            etag?: string;
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            timestamp: string;
        };
        MessageReceipt: {
            /**
             * Format: uuid
             * @description The message.
             */
            id: string;
            /**
             * Format: uuid
             * @description The same as `id`.
             */
            messageId: string;
            details: components["schemas"]["StatusDetails"];
            channelData?: {
                [key: string]: unknown;
            };
            metadata?: {
                [key: string]: unknown;
            };
            /** @description As it was sent. */
            conversationId?: string;
            /**
             * Format: date-time
             * @description When.
             */
            updatedOn?: string;
        };
        InboundMessage: {
            /** @description The inbound. */
            id?: string;
            /** @description The same as `id`. */
            messageId: string;
            /** @description The channel that it came by. */
            channel: string;
            /** @description Always `received` at first. */
            status?: string;
            /**
             * Format: date-time
             * @description When.
             */
            receivedOn?: string;
            /** @description The person: `profileId`, and the address on the channel. */
            from: {
                [key: string]: unknown;
            };
            to?: {
                [key: string]: unknown;
            };
            /** @description The text. */
            body?: string;
            /** @description Media; left out when there is none. */
            messageParts?: components["schemas"]["MessagePart"][];
            channelData?: {
                [key: string]: unknown;
            };
            /** @description The message that it answers. */
            correlation?: {
                [key: string]: unknown;
            };
        };
        /** @description The profile after the change; of a deleted one only its id, the time and who did it. */
        ProfileChange: {
            /** @description The profile. */
            id: string;
        } & {
            [key: string]: unknown;
        };
        FacebookOptIn: {
            /** @description The person on the page. */
            fbMessengerId?: string;
            /** @description The profile. */
            profileId: string;
            /** @description The page. */
            pageId?: string;
            /** @description What the page passed on. */
            ref?: string;
            stateData?: {
                [key: string]: unknown;
            };
            rawData?: {
                [key: string]: unknown;
            };
        };
        /** @description The person. With `profileId` the other fields are stored on that profile, which is made if it is not there. An address given here wins over the profile’s. */
        Recipient: {
            /** @description The profile. */
            profileId?: string;
            /** @description With country code: `447123123123`. A leading `+` or `00`, blanks, dots and dashes are taken off. */
            phoneNumber?: string;
            /** @description The same as `phoneNumber`. */
            mobileNumber?: string;
            /** @description The person’s id on the page. */
            fbMessengerId?: string;
            /** @description E-mail address. */
            email?: string;
        } & {
            [key: string]: string;
        };
        Rule: string | components["schemas"]["TimedRule"];
        /** @description Extension of this gateway. A channel with a time: when the receipt has not come within it, the next rule is taken. */
        TimedRule: {
            /** @description The channel. */
            channel: string;
            /**
             * @description The receipt to wait for.
             * @enum {string}
             */
            until?: "delivered" | "read";
            /** @description For how long, 1 second to 7 days: an ISO 8601 duration or seconds. */
            within?: string | number;
        };
        MessagePart: {
            /** @description File name. */
            name?: string;
            /** @description MIME type. The first part is the text, `text/plain`. */
            type: string;
            /**
             * Format: uri
             * @description Where the content is. Either `url` or `data`.
             */
            url?: string;
            /** @description The content: text, base64, or an object for parts of one channel. */
            data?: string | {
                [key: string]: unknown;
            };
            /** @description Bytes. */
            size?: number;
            /** @description The part is used on these channels only. */
            channels?: string[];
        };
        FbMessengerOptions: {
            /**
             * @description Without it the gateway chooses: RESPONSE within 24 hours of what the person wrote.
             * @enum {string}
             */
            messagingType?: "RESPONSE" | "UPDATE" | "MESSAGE_TAG" | "UTILITY";
            /** @description With MESSAGE_TAG: `HUMAN_AGENT`, for example. A tag that Meta has retired makes the rule fail, and says what to use. */
            messageTag?: string;
            /** @description Extension of this gateway. A persona of the page, under whose name the message is shown. */
            personaId?: string;
            /**
             * @description Extension of this gateway. How the phone tells of it.
             * @enum {string}
             */
            notificationType?: "REGULAR" | "SILENT_PUSH" | "NO_PUSH";
        };
        SmsOptions: {
            /** @description The sender that is shown; without it the account’s own number. */
            from?: string;
            /** @description False: a text outside the GSM alphabet is refused, since it costs more. */
            allowUnicode?: boolean;
            unicodeConversion?: {
                /** @description Replaces what is outside the GSM alphabet by the nearest in it. */
                convertUnicodeToGsm?: boolean;
                customReplacements?: {
                    from: string;
                    to: string;
                }[];
            };
        };
        SendRequest: {
            to: components["schemas"]["Recipient"];
            /** @description Channels in order of preference; the next is taken when one does not take the message. */
            rules: components["schemas"]["Rule"][];
            /** @description The text for every channel that has no `customBody`. Merge fields such as `{{profile.firstName}}` are filled in; what is too long for a channel is cut. */
            body?: string;
            /** @description Title or subject, on channels that have one. */
            title?: string;
            /** @description Text and media in order. Not together with `body`. */
            messageParts?: components["schemas"]["MessagePart"][];
            /** @description A channel’s own payload, by channel; it wins over `body` and `messageParts` there. */
            customBody?: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            /** @description Options by channel. */
            channelOptions?: {
                fbMessenger?: components["schemas"]["FbMessengerOptions"];
                sms?: components["schemas"]["SmsOptions"];
            } & {
                [key: string]: unknown;
            };
            /** @description Yours, at any depth; it comes back with the message and in each of its events. */
            metadata?: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description Not sent after this time.
             */
            expiresOn?: string;
            /** @description Ties messages together; it comes back in events. */
            conversationId?: string;
            /**
             * @description Extension of this gateway. What to do when a provider leaves open whether it took the message: send again (`atLeastOnce`, the default), or not.
             * @enum {string}
             */
            delivery?: "atLeastOnce" | "atMostOnce";
        };
        /**
         * @description Moves forward only: processing, retrying, sent, delivered, read. `expired`, `failed` and `filtered` are final, unless a receipt shows that it did arrive.
         * @enum {string}
         */
        MessageStatus: "processing" | "retrying" | "sent" | "delivered" | "read" | "expired" | "failed" | "filtered";
        StatusDetails: {
            /** @description The channel in hand, or that took it. */
            channel: string;
            /** @description The same as `channel`. */
            channelId: string;
            /** @description Why it failed. */
            reason?: string;
            /** @description The details of the channel in hand. */
            additionalInfo?: {
                [key: string]: unknown;
            };
            /** @description Extension of this gateway. What was ignored or changed. */
            warnings?: string[];
            /** @description What each channel that was tried or passed over made of it. */
            channelStatus?: {
                [key: string]: {
                    status: components["schemas"]["MessageStatus"];
                    /** @description Why it failed there. */
                    reason?: string;
                    details?: {
                        [key: string]: unknown;
                    };
                    /**
                     * Format: date-time
                     * @description When.
                     */
                    updatedOn: string;
                };
            };
        };
        Message: {
            to: components["schemas"]["Recipient"];
            /** @description Channels in order of preference; the next is taken when one does not take the message. */
            rules: components["schemas"]["Rule"][];
            /** @description The text for every channel that has no `customBody`. Merge fields such as `{{profile.firstName}}` are filled in; what is too long for a channel is cut. */
            body?: string;
            /** @description Title or subject, on channels that have one. */
            title?: string;
            /** @description Text and media in order. Not together with `body`. */
            messageParts?: components["schemas"]["MessagePart"][];
            /** @description A channel’s own payload, by channel; it wins over `body` and `messageParts` there. */
            customBody?: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            /** @description Options by channel. */
            channelOptions?: {
                fbMessenger?: components["schemas"]["FbMessengerOptions"];
                sms?: components["schemas"]["SmsOptions"];
            } & {
                [key: string]: unknown;
            };
            /** @description Yours, at any depth; it comes back with the message and in each of its events. */
            metadata?: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description Not sent after this time.
             */
            expiresOn?: string;
            /** @description Ties messages together; it comes back in events. */
            conversationId?: string;
            /**
             * @description Extension of this gateway. What to do when a provider leaves open whether it took the message: send again (`atLeastOnce`, the default), or not.
             * @enum {string}
             */
            delivery?: "atLeastOnce" | "atMostOnce";
            /**
             * Format: uuid
             * @description The message.
             */
            messageId: string;
            status: components["schemas"]["MessageStatus"];
            statusDetails: components["schemas"]["StatusDetails"];
            /** @description The profile that the access token acts as. */
            senderProfileId?: string;
            /**
             * Format: date-time
             * @description When it was accepted.
             */
            submittedOn: string;
            /**
             * Format: date-time
             * @description The same as `submittedOn`.
             */
            sentOn: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            _createdOn: string;
            /** @description Who made it: `access:<token id>`. */
            _createdBy: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            _updatedOn: string;
            /** @description Who changed it last. */
            _updatedBy: string;
        };
        BatchItem: {
            /** @description Its place in the request. */
            index: number;
            /**
             * Format: uuid
             * @description Its message.
             */
            messageId: string;
        };
        Subscription: {
            /**
             * @description The event.
             * @enum {string}
             */
            type: "message.sent" | "message.delivered" | "message.read" | "message.expired" | "message.failed" | "message.filtered" | "message.inbound" | "profile.create" | "profile.update" | "profile.delete" | "profile.undelete" | "facebook.optin";
            /** @description Only events that pass all of them. */
            filters?: {
                /**
                 * @description What is compared.
                 * @enum {string}
                 */
                name: "channel";
                /** @description What it has to be. */
                value: string;
            }[];
        };
        WebhookSettings: {
            /** @description For people. */
            name: string;
            /**
             * Format: uri
             * @description Where events are posted: https, and not in a private network.
             */
            url: string;
            /** @description Which events; all of them when there is none. */
            subscriptions?: components["schemas"]["Subscription"][];
            /** @description Signs what is posted. It is never shown again. */
            secret?: string;
        };
        Webhook: {
            /**
             * Format: uuid
             * @description The webhook.
             */
            id: string;
            /** @description For people. */
            name: string;
            /**
             * Format: uri
             * @description Where events are posted: https, and not in a private network.
             */
            url: string;
            /** @description Which events; all of them when there is none. */
            subscriptions: components["schemas"]["Subscription"][];
            /** @description Why nothing is posted any more: the receiver answered 410 Gone. */
            disabledReason?: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            _createdOn: string;
            /** @description Who made it: `access:<token id>`. */
            _createdBy: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            _updatedOn: string;
            /** @description Who changed it last. */
            _updatedBy: string;
        };
    };
    responses: {
        /** @description The request is wrong; every wrong field is named. */
        validation: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ValidationErrors"];
            };
        };
        /** @description The access token is missing, is not valid or has been revoked. */
        unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The access token belongs to another apiSpace, or lacks the permission of this call. */
        forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The apiSpace has no such thing. */
        notFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description methodNotAllowed */
        methodNotAllowed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description What is to be made exists already, or what is to be changed is not in a state for it. */
        conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description It has changed since the ETag in If-Match: read it again. */
        preconditionFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is not JSON. */
        unsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description tooManyRequests */
        tooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The gateway failed on this request. */
        internal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The database is out of reach. Nothing was accepted; try again after `Retry-After` seconds. */
        unavailable: {
            headers: {
                /** @description Seconds. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    sendMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendRequest"];
            };
        };
        responses: {
            /** @description Accepted: the request, with the message’s id and first status. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "messageId": "d8e296bb-97c4-4495-b98f-1e32e0b11628",
                     *       "to": {
                     *         "phoneNumber": "447123123123"
                     *       },
                     *       "rules": [
                     *         "sms"
                     *       ],
                     *       "body": "I love Comapi",
                     *       "channelOptions": {
                     *         "sms": {
                     *           "from": "Comapi",
                     *           "allowUnicode": false
                     *         }
                     *       },
                     *       "senderProfileId": "M0rsy",
                     *       "submittedOn": "2026-03-17T14:22:40.633Z",
                     *       "sentOn": "2026-03-17T14:22:40.633Z",
                     *       "status": "processing",
                     *       "statusDetails": {
                     *         "channel": "sms",
                     *         "channelId": "sms"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Message"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_sendMessage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendRequest"];
            };
        };
        responses: {
            /** @description Accepted: the request, with the message’s id and first status. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "messageId": "d8e296bb-97c4-4495-b98f-1e32e0b11628",
                     *       "to": {
                     *         "phoneNumber": "447123123123"
                     *       },
                     *       "rules": [
                     *         "sms"
                     *       ],
                     *       "body": "I love Comapi",
                     *       "channelOptions": {
                     *         "sms": {
                     *           "from": "Comapi",
                     *           "allowUnicode": false
                     *         }
                     *       },
                     *       "senderProfileId": "M0rsy",
                     *       "submittedOn": "2026-03-17T14:22:40.633Z",
                     *       "sentOn": "2026-03-17T14:22:40.633Z",
                     *       "status": "processing",
                     *       "statusDetails": {
                     *         "channel": "sms",
                     *         "channelId": "sms"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Message"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            503: components["responses"]["unavailable"];
        };
    };
    sendBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendRequest"][];
            };
        };
        responses: {
            /** @description Accepted. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "index": 0,
                     *         "messageId": "07f7af42-0ee5-45a5-834e-c98a28003b7c"
                     *       },
                     *       {
                     *         "index": 1,
                     *         "messageId": "dd6f4341-70e0-4307-8408-5ac88b8c836a"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["BatchItem"][];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_sendBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendRequest"][];
            };
        };
        responses: {
            /** @description Accepted. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "index": 0,
                     *         "messageId": "07f7af42-0ee5-45a5-834e-c98a28003b7c"
                     *       },
                     *       {
                     *         "index": 1,
                     *         "messageId": "dd6f4341-70e0-4307-8408-5ac88b8c836a"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["BatchItem"][];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            503: components["responses"]["unavailable"];
        };
    };
    getMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The id from the answer to the send request. */
                messageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "messageId": "d8e296bb-97c4-4495-b98f-1e32e0b11628",
                     *       "to": {
                     *         "phoneNumber": "447123123123"
                     *       },
                     *       "rules": [
                     *         "sms"
                     *       ],
                     *       "body": "I love Comapi",
                     *       "channelOptions": {
                     *         "sms": {
                     *           "from": "Comapi",
                     *           "allowUnicode": false
                     *         }
                     *       },
                     *       "senderProfileId": "M0rsy",
                     *       "submittedOn": "2026-03-17T14:22:40.633Z",
                     *       "sentOn": "2026-03-17T14:22:40.633Z",
                     *       "status": "delivered",
                     *       "statusDetails": {
                     *         "channel": "sms",
                     *         "channelId": "sms",
                     *         "channelStatus": {
                     *           "sms": {
                     *             "status": "delivered",
                     *             "updatedOn": "2026-03-17T14:22:43.705Z"
                     *           }
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Message"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_getMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id from the answer to the send request. */
                messageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "messageId": "d8e296bb-97c4-4495-b98f-1e32e0b11628",
                     *       "to": {
                     *         "phoneNumber": "447123123123"
                     *       },
                     *       "rules": [
                     *         "sms"
                     *       ],
                     *       "body": "I love Comapi",
                     *       "channelOptions": {
                     *         "sms": {
                     *           "from": "Comapi",
                     *           "allowUnicode": false
                     *         }
                     *       },
                     *       "senderProfileId": "M0rsy",
                     *       "submittedOn": "2026-03-17T14:22:40.633Z",
                     *       "sentOn": "2026-03-17T14:22:40.633Z",
                     *       "status": "delivered",
                     *       "statusDetails": {
                     *         "channel": "sms",
                     *         "channelId": "sms",
                     *         "channelStatus": {
                     *           "sms": {
                     *             "status": "delivered",
                     *             "updatedOn": "2026-03-17T14:22:43.705Z"
                     *           }
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Message"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            503: components["responses"]["unavailable"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All webhooks of the apiSpace. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "0b0a7a6e-5f0e-4c5b-9d0c-3a1d9f0d7c11",
                     *         "name": "Receipts of Messenger",
                     *         "url": "https://www.example.com/receipts",
                     *         "subscriptions": [
                     *           {
                     *             "type": "message.delivered",
                     *             "filters": [
                     *               {
                     *                 "name": "channel",
                     *                 "value": "fbMessenger"
                     *               }
                     *             ]
                     *           },
                     *           {
                     *             "type": "message.inbound"
                     *           }
                     *         ],
                     *         "_createdOn": "2026-03-17T14:22:40.633Z",
                     *         "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *         "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *         "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Webhook"][];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            503: components["responses"]["unavailable"];
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookSettings"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    /** @description Names this state; send it in If-Match to change nothing but it. */
                    ETag?: string;
                    /** @description When it was last changed. */
                    "Last-Modified"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b0a7a6e-5f0e-4c5b-9d0c-3a1d9f0d7c11",
                     *       "name": "Receipts of Messenger",
                     *       "url": "https://www.example.com/receipts",
                     *       "subscriptions": [
                     *         {
                     *           "type": "message.delivered",
                     *           "filters": [
                     *             {
                     *               "name": "channel",
                     *               "value": "fbMessenger"
                     *             }
                     *           ]
                     *         },
                     *         {
                     *           "type": "message.inbound"
                     *         }
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All webhooks of the apiSpace. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "0b0a7a6e-5f0e-4c5b-9d0c-3a1d9f0d7c11",
                     *         "name": "Receipts of Messenger",
                     *         "url": "https://www.example.com/receipts",
                     *         "subscriptions": [
                     *           {
                     *             "type": "message.delivered",
                     *             "filters": [
                     *               {
                     *                 "name": "channel",
                     *                 "value": "fbMessenger"
                     *               }
                     *             ]
                     *           },
                     *           {
                     *             "type": "message.inbound"
                     *           }
                     *         ],
                     *         "_createdOn": "2026-03-17T14:22:40.633Z",
                     *         "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *         "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *         "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Webhook"][];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_createWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookSettings"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    /** @description Names this state; send it in If-Match to change nothing but it. */
                    ETag?: string;
                    /** @description When it was last changed. */
                    "Last-Modified"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b0a7a6e-5f0e-4c5b-9d0c-3a1d9f0d7c11",
                     *       "name": "Receipts of Messenger",
                     *       "url": "https://www.example.com/receipts",
                     *       "subscriptions": [
                     *         {
                     *           "type": "message.delivered",
                     *           "filters": [
                     *             {
                     *               "name": "channel",
                     *               "value": "fbMessenger"
                     *             }
                     *           ]
                     *         },
                     *         {
                     *           "type": "message.inbound"
                     *         }
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            503: components["responses"]["unavailable"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook, without its secret. */
            200: {
                headers: {
                    /** @description Names this state; send it in If-Match to change nothing but it. */
                    ETag?: string;
                    /** @description When it was last changed. */
                    "Last-Modified"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b0a7a6e-5f0e-4c5b-9d0c-3a1d9f0d7c11",
                     *       "name": "Receipts of Messenger",
                     *       "url": "https://www.example.com/receipts",
                     *       "subscriptions": [
                     *         {
                     *           "type": "message.delivered",
                     *           "filters": [
                     *             {
                     *               "name": "channel",
                     *               "value": "fbMessenger"
                     *             }
                     *           ]
                     *         },
                     *         {
                     *           "type": "message.inbound"
                     *         }
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            503: components["responses"]["unavailable"];
        };
    };
    replaceWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookSettings"];
            };
        };
        responses: {
            /** @description Replaced. */
            200: {
                headers: {
                    /** @description Names this state; send it in If-Match to change nothing but it. */
                    ETag?: string;
                    /** @description When it was last changed. */
                    "Last-Modified"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b0a7a6e-5f0e-4c5b-9d0c-3a1d9f0d7c11",
                     *       "name": "Receipts of Messenger",
                     *       "url": "https://www.example.com/receipts",
                     *       "subscriptions": [
                     *         {
                     *           "type": "message.delivered",
                     *           "filters": [
                     *             {
                     *               "name": "channel",
                     *               "value": "fbMessenger"
                     *             }
                     *           ]
                     *         },
                     *         {
                     *           "type": "message.inbound"
                     *         }
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            412: components["responses"]["preconditionFailed"];
            415: components["responses"]["unsupportedMediaType"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            412: components["responses"]["preconditionFailed"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook, without its secret. */
            200: {
                headers: {
                    /** @description Names this state; send it in If-Match to change nothing but it. */
                    ETag?: string;
                    /** @description When it was last changed. */
                    "Last-Modified"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b0a7a6e-5f0e-4c5b-9d0c-3a1d9f0d7c11",
                     *       "name": "Receipts of Messenger",
                     *       "url": "https://www.example.com/receipts",
                     *       "subscriptions": [
                     *         {
                     *           "type": "message.delivered",
                     *           "filters": [
                     *             {
                     *               "name": "channel",
                     *               "value": "fbMessenger"
                     *             }
                     *           ]
                     *         },
                     *         {
                     *           "type": "message.inbound"
                     *         }
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_replaceWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookSettings"];
            };
        };
        responses: {
            /** @description Replaced. */
            200: {
                headers: {
                    /** @description Names this state; send it in If-Match to change nothing but it. */
                    ETag?: string;
                    /** @description When it was last changed. */
                    "Last-Modified"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b0a7a6e-5f0e-4c5b-9d0c-3a1d9f0d7c11",
                     *       "name": "Receipts of Messenger",
                     *       "url": "https://www.example.com/receipts",
                     *       "subscriptions": [
                     *         {
                     *           "type": "message.delivered",
                     *           "filters": [
                     *             {
                     *               "name": "channel",
                     *               "value": "fbMessenger"
                     *             }
                     *           ]
                     *         },
                     *         {
                     *           "type": "message.inbound"
                     *         }
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            412: components["responses"]["preconditionFailed"];
            415: components["responses"]["unsupportedMediaType"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_deleteWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            412: components["responses"]["preconditionFailed"];
            503: components["responses"]["unavailable"];
        };
    };
    verifyFacebookWebhook: {
        parameters: {
            query: {
                /**
                 * @description Always `subscribe`.
                 * @example subscribe
                 */
                "hub.mode": string;
                /**
                 * @description The setting FACEBOOK_VERIFY_TOKEN.
                 * @example test-verify-token
                 */
                "hub.verify_token": string;
                /**
                 * @description Comes back as the answer.
                 * @example 1158201444
                 */
                "hub.challenge": string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The challenge. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example 1158201444 */
                    "text/plain": string;
                };
            };
            403: components["responses"]["forbidden"];
        };
    };
    receiveFacebookEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example EVENT_RECEIVED */
                    "text/plain": string;
                };
            };
            403: components["responses"]["forbidden"];
            503: components["responses"]["unavailable"];
        };
    };
    verifyFacebookWebhookCcm: {
        parameters: {
            query: {
                /**
                 * @description Always `subscribe`.
                 * @example subscribe
                 */
                "hub.mode": string;
                /**
                 * @description The setting FACEBOOK_VERIFY_TOKEN.
                 * @example test-verify-token
                 */
                "hub.verify_token": string;
                /**
                 * @description Comes back as the answer.
                 * @example 1158201444
                 */
                "hub.challenge": string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The challenge. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example 1158201444 */
                    "text/plain": string;
                };
            };
            403: components["responses"]["forbidden"];
        };
    };
    receiveFacebookEventsCcm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example EVENT_RECEIVED */
                    "text/plain": string;
                };
            };
            403: components["responses"]["forbidden"];
            503: components["responses"]["unavailable"];
        };
    };
    receiveSmsEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    [key: string]: string;
                };
            };
        };
        responses: {
            /** @description Stored; nothing is to be sent back by the provider. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example <Response/> */
                    "text/xml": string;
                };
            };
            403: components["responses"]["forbidden"];
            503: components["responses"]["unavailable"];
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description Always the same.
                         * @constant
                         */
                        status: "ok";
                    };
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description Always the same.
                         * @constant
                         */
                        status: "ready";
                    };
                };
            };
            503: components["responses"]["unavailable"];
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus’s text format. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description 3.1.0 */
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    on_message_sent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Hex HMAC-SHA1 of the raw body with the webhook’s secret. */
                "X-Comapi-Signature"?: string;
                /** @description Standard Webhooks: the event’s id. */
                "webhook-id"?: string;
                /** @description Standard Webhooks: seconds since 1970. */
                "webhook-timestamp"?: string;
                /** @description Standard Webhooks: `v1,` and the base64 HMAC-SHA256 of id, timestamp and body. */
                "webhook-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventEnvelope"] & {
                    /** @constant */
                    name?: "message.sent";
                    payload?: components["schemas"]["MessageReceipt"];
                };
            };
        };
        responses: {
            /** @description Taken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_message_delivered: {
        parameters: {
            query?: never;
            header?: {
                /** @description Hex HMAC-SHA1 of the raw body with the webhook’s secret. */
                "X-Comapi-Signature"?: string;
                /** @description Standard Webhooks: the event’s id. */
                "webhook-id"?: string;
                /** @description Standard Webhooks: seconds since 1970. */
                "webhook-timestamp"?: string;
                /** @description Standard Webhooks: `v1,` and the base64 HMAC-SHA256 of id, timestamp and body. */
                "webhook-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventEnvelope"] & {
                    /** @constant */
                    name?: "message.delivered";
                    payload?: components["schemas"]["MessageReceipt"];
                };
            };
        };
        responses: {
            /** @description Taken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_message_read: {
        parameters: {
            query?: never;
            header?: {
                /** @description Hex HMAC-SHA1 of the raw body with the webhook’s secret. */
                "X-Comapi-Signature"?: string;
                /** @description Standard Webhooks: the event’s id. */
                "webhook-id"?: string;
                /** @description Standard Webhooks: seconds since 1970. */
                "webhook-timestamp"?: string;
                /** @description Standard Webhooks: `v1,` and the base64 HMAC-SHA256 of id, timestamp and body. */
                "webhook-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventEnvelope"] & {
                    /** @constant */
                    name?: "message.read";
                    payload?: components["schemas"]["MessageReceipt"];
                };
            };
        };
        responses: {
            /** @description Taken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_message_expired: {
        parameters: {
            query?: never;
            header?: {
                /** @description Hex HMAC-SHA1 of the raw body with the webhook’s secret. */
                "X-Comapi-Signature"?: string;
                /** @description Standard Webhooks: the event’s id. */
                "webhook-id"?: string;
                /** @description Standard Webhooks: seconds since 1970. */
                "webhook-timestamp"?: string;
                /** @description Standard Webhooks: `v1,` and the base64 HMAC-SHA256 of id, timestamp and body. */
                "webhook-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventEnvelope"] & {
                    /** @constant */
                    name?: "message.expired";
                    payload?: components["schemas"]["MessageReceipt"];
                };
            };
        };
        responses: {
            /** @description Taken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_message_failed: {
        parameters: {
            query?: never;
            header?: {
                /** @description Hex HMAC-SHA1 of the raw body with the webhook’s secret. */
                "X-Comapi-Signature"?: string;
                /** @description Standard Webhooks: the event’s id. */
                "webhook-id"?: string;
                /** @description Standard Webhooks: seconds since 1970. */
                "webhook-timestamp"?: string;
                /** @description Standard Webhooks: `v1,` and the base64 HMAC-SHA256 of id, timestamp and body. */
                "webhook-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventEnvelope"] & {
                    /** @constant */
                    name?: "message.failed";
                    payload?: components["schemas"]["MessageReceipt"];
                };
            };
        };
        responses: {
            /** @description Taken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_message_filtered: {
        parameters: {
            query?: never;
            header?: {
                /** @description Hex HMAC-SHA1 of the raw body with the webhook’s secret. */
                "X-Comapi-Signature"?: string;
                /** @description Standard Webhooks: the event’s id. */
                "webhook-id"?: string;
                /** @description Standard Webhooks: seconds since 1970. */
                "webhook-timestamp"?: string;
                /** @description Standard Webhooks: `v1,` and the base64 HMAC-SHA256 of id, timestamp and body. */
                "webhook-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventEnvelope"] & {
                    /** @constant */
                    name?: "message.filtered";
                    payload?: components["schemas"]["MessageReceipt"];
                };
            };
        };
        responses: {
            /** @description Taken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_message_inbound: {
        parameters: {
            query?: never;
            header?: {
                /** @description Hex HMAC-SHA1 of the raw body with the webhook’s secret. */
                "X-Comapi-Signature"?: string;
                /** @description Standard Webhooks: the event’s id. */
                "webhook-id"?: string;
                /** @description Standard Webhooks: seconds since 1970. */
                "webhook-timestamp"?: string;
                /** @description Standard Webhooks: `v1,` and the base64 HMAC-SHA256 of id, timestamp and body. */
                "webhook-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventEnvelope"] & {
                    /** @constant */
                    name?: "message.inbound";
                    payload?: components["schemas"]["InboundMessage"];
                };
            };
        };
        responses: {
            /** @description Taken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_profile_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Hex HMAC-SHA1 of the raw body with the webhook’s secret. */
                "X-Comapi-Signature"?: string;
                /** @description Standard Webhooks: the event’s id. */
                "webhook-id"?: string;
                /** @description Standard Webhooks: seconds since 1970. */
                "webhook-timestamp"?: string;
                /** @description Standard Webhooks: `v1,` and the base64 HMAC-SHA256 of id, timestamp and body. */
                "webhook-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventEnvelope"] & {
                    /** @constant */
                    name?: "profile.create";
                    payload?: components["schemas"]["ProfileChange"];
                };
            };
        };
        responses: {
            /** @description Taken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_profile_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Hex HMAC-SHA1 of the raw body with the webhook’s secret. */
                "X-Comapi-Signature"?: string;
                /** @description Standard Webhooks: the event’s id. */
                "webhook-id"?: string;
                /** @description Standard Webhooks: seconds since 1970. */
                "webhook-timestamp"?: string;
                /** @description Standard Webhooks: `v1,` and the base64 HMAC-SHA256 of id, timestamp and body. */
                "webhook-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventEnvelope"] & {
                    /** @constant */
                    name?: "profile.update";
                    payload?: components["schemas"]["ProfileChange"];
                };
            };
        };
        responses: {
            /** @description Taken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_profile_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Hex HMAC-SHA1 of the raw body with the webhook’s secret. */
                "X-Comapi-Signature"?: string;
                /** @description Standard Webhooks: the event’s id. */
                "webhook-id"?: string;
                /** @description Standard Webhooks: seconds since 1970. */
                "webhook-timestamp"?: string;
                /** @description Standard Webhooks: `v1,` and the base64 HMAC-SHA256 of id, timestamp and body. */
                "webhook-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventEnvelope"] & {
                    /** @constant */
                    name?: "profile.delete";
                    payload?: components["schemas"]["ProfileChange"];
                };
            };
        };
        responses: {
            /** @description Taken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_profile_undelete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Hex HMAC-SHA1 of the raw body with the webhook’s secret. */
                "X-Comapi-Signature"?: string;
                /** @description Standard Webhooks: the event’s id. */
                "webhook-id"?: string;
                /** @description Standard Webhooks: seconds since 1970. */
                "webhook-timestamp"?: string;
                /** @description Standard Webhooks: `v1,` and the base64 HMAC-SHA256 of id, timestamp and body. */
                "webhook-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventEnvelope"] & {
                    /** @constant */
                    name?: "profile.undelete";
                    payload?: components["schemas"]["ProfileChange"];
                };
            };
        };
        responses: {
            /** @description Taken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_facebook_optin: {
        parameters: {
            query?: never;
            header?: {
                /** @description Hex HMAC-SHA1 of the raw body with the webhook’s secret. */
                "X-Comapi-Signature"?: string;
                /** @description Standard Webhooks: the event’s id. */
                "webhook-id"?: string;
                /** @description Standard Webhooks: seconds since 1970. */
                "webhook-timestamp"?: string;
                /** @description Standard Webhooks: `v1,` and the base64 HMAC-SHA256 of id, timestamp and body. */
                "webhook-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventEnvelope"] & {
                    /** @constant */
                    name?: "facebook.optin";
                    payload?: components["schemas"]["FacebookOptIn"];
                };
            };
        };
        responses: {
            /** @description Taken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
