// Made by `node scripts/client.mjs` from the OpenAPI document; not written by hand.

export interface paths {
    "/apispaces/{apiSpaceId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search messages
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Newest first. `metadata.<name>=<value>` finds by a field of `metadata`, up to 5 of them. A page may be short, even empty, and still have a `next`; it ends at 10 MB.
         *
         *     Needs the permission `messages:read`.
         */
        get: operations["searchMessages"];
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
        /**
         * Search messages
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Newest first. `metadata.<name>=<value>` finds by a field of `metadata`, up to 5 of them. A page may be short, even empty, and still have a `next`; it ends at 10 MB.
         *
         *     Needs the permission `messages:read`.
         */
        get: operations["cpaas_searchMessages"];
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
        /**
         * Take a message back
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     While it has not been sent; 409 from then on.
         *
         *     Needs the permission `messages:send`.
         */
        delete: operations["takeBackMessage"];
        options?: never;
        head?: never;
        /**
         * Take the content out of a message
         * @description For good, once it is sent or has failed. Its status stays.
         *
         *     Needs the permission `messages:send`.
         */
        patch: operations["redactMessage"];
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
        /**
         * Take a message back
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     While it has not been sent; 409 from then on.
         *
         *     Needs the permission `messages:send`.
         */
        delete: operations["cpaas_takeBackMessage"];
        options?: never;
        head?: never;
        /**
         * Take the content out of a message
         * @description For good, once it is sent or has failed. Its status stays.
         *
         *     Needs the permission `messages:send`.
         */
        patch: operations["cpaas_redactMessage"];
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/profiles/{profileId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What went to and fro with a person
         * @description Newest first; `submittedOn` of the last is `from` of the next call. A few more than `limit` come when they are of one millisecond, fewer where all would be more than 10 MB: the end is where nothing comes. What was sent to a profile that is deleted, or was never made, is there too.
         *
         *     Needs the permission `messages:read`.
         */
        get: operations["getHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/profiles/{profileId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What went to and fro with a person
         * @description Newest first; `submittedOn` of the last is `from` of the next call. A few more than `limit` come when they are of one millisecond, fewer where all would be more than 10 MB: the end is where nothing comes. What was sent to a profile that is deleted, or was never made, is there too.
         *
         *     Needs the permission `messages:read`.
         */
        get: operations["cpaas_getHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/messages/{messageId}/statuses/{status}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report a status of a message
         * @description For a message that a custom channel was given. The status only moves forward, and is told as an event; reporting it twice is once. `sent` settles a call that was not answered.
         *
         *     Needs the permission `messages:report`.
         */
        post: operations["reportMessageStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/messages/{messageId}/statuses/{status}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report a status of a message
         * @description For a message that a custom channel was given. The status only moves forward, and is told as an event; reporting it twice is once. `sent` settles a call that was not answered.
         *
         *     Needs the permission `messages:report`.
         */
        post: operations["cpaas_reportMessageStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/messages/inbounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post what a person wrote
         * @description On a custom channel. It is told as `message.inbound` and shows in the person’s history.
         *
         *     Needs the permission `messages:report`.
         */
        post: operations["postInbound"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/messages/inbounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post what a person wrote
         * @description On a custom channel. It is told as `message.inbound` and shows in the person’s history.
         *
         *     Needs the permission `messages:report`.
         */
        post: operations["cpaas_postInbound"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/messages/inbounds/{inboundMessageId}/statuses/{status}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report a status of an inbound
         * @description Moves forward only: received, delivered, read.
         *
         *     Needs the permission `messages:report`.
         */
        post: operations["reportInboundStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/messages/inbounds/{inboundMessageId}/statuses/{status}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report a status of an inbound
         * @description Moves forward only: received, delivered, read.
         *
         *     Needs the permission `messages:report`.
         */
        post: operations["cpaas_reportInboundStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find profiles
         * @description Besides the parameters below, any field is a condition: `k=v` equal, `k=!v` not, `k=>v`, `k=<v`, `k=>=v`, `k=<=v`, `k=^v` begins, `k=$v` ends, `k=~v` contains, `k=` is there, `k=!` is not, `k[]=a&k[]=b` one of. All have to hold; dots lead into objects. Ids and addresses are found at once; a query by other fields that takes longer than 5 s is stopped (`queryTooSlow`). Page with `id=>` and the last id.
         *
         *     Needs the permission `profiles:read`.
         */
        get: operations["queryProfiles"];
        put?: never;
        /**
         * Make a profile
         * @description Needs the permission `profiles:write`.
         */
        post: operations["createProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find profiles
         * @description Besides the parameters below, any field is a condition: `k=v` equal, `k=!v` not, `k=>v`, `k=<v`, `k=>=v`, `k=<=v`, `k=^v` begins, `k=$v` ends, `k=~v` contains, `k=` is there, `k=!` is not, `k[]=a&k[]=b` one of. All have to hold; dots lead into objects. Ids and addresses are found at once; a query by other fields that takes longer than 5 s is stopped (`queryTooSlow`). Page with `id=>` and the last id.
         *
         *     Needs the permission `profiles:read`.
         */
        get: operations["cpaas_queryProfiles"];
        put?: never;
        /**
         * Make a profile
         * @description Needs the permission `profiles:write`.
         */
        post: operations["cpaas_createProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/profiles/{profileId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a profile
         * @description Needs the permission `profiles:read`.
         */
        get: operations["getProfile"];
        /**
         * Replace a profile
         * @description `undelete=true` with an empty body brings a deleted one back.
         *
         *     Needs the permission `profiles:write`.
         */
        put: operations["replaceProfile"];
        post?: never;
        /**
         * Delete a profile
         * @description It can be brought back, unless `forget=true`: that erases the person, and what their messages say, for good.
         *
         *     Needs the permission `profiles:write`.
         */
        delete: operations["deleteProfile"];
        options?: never;
        head?: never;
        /**
         * Change some fields of a profile
         * @description Needs the permission `profiles:write`.
         */
        patch: operations["mergeProfile"];
        trace?: never;
    };
    "/cpaas/profiles/{profileId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a profile
         * @description Needs the permission `profiles:read`.
         */
        get: operations["cpaas_getProfile"];
        /**
         * Replace a profile
         * @description `undelete=true` with an empty body brings a deleted one back.
         *
         *     Needs the permission `profiles:write`.
         */
        put: operations["cpaas_replaceProfile"];
        post?: never;
        /**
         * Delete a profile
         * @description It can be brought back, unless `forget=true`: that erases the person, and what their messages say, for good.
         *
         *     Needs the permission `profiles:write`.
         */
        delete: operations["cpaas_deleteProfile"];
        options?: never;
        head?: never;
        /**
         * Change some fields of a profile
         * @description Needs the permission `profiles:write`.
         */
        patch: operations["cpaas_mergeProfile"];
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/profiles/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete profiles
         * @description Needs the permission `profiles:write`.
         */
        delete: operations["deleteProfiles"];
        options?: never;
        head?: never;
        /**
         * Change some fields of up to 5,000 profiles
         * @description One commit. When one is wrong nothing is changed; one that is not there gets 404 in its place of the answer.
         *
         *     Needs the permission `profiles:write`.
         */
        patch: operations["mergeProfiles"];
        trace?: never;
    };
    "/cpaas/profiles/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete profiles
         * @description Needs the permission `profiles:write`.
         */
        delete: operations["cpaas_deleteProfiles"];
        options?: never;
        head?: never;
        /**
         * Change some fields of up to 5,000 profiles
         * @description One commit. When one is wrong nothing is changed; one that is not there gets 404 in its place of the answer.
         *
         *     Needs the permission `profiles:write`.
         */
        patch: operations["cpaas_mergeProfiles"];
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/profiles/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export profiles
         * @description However many there are, as one file, sorted by id.
         *
         *     Needs the permission `profiles:read`.
         */
        post: operations["exportProfiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/profiles/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export profiles
         * @description However many there are, as one file, sorted by id.
         *
         *     Needs the permission `profiles:read`.
         */
        post: operations["cpaas_exportProfiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/profiles/optin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What counts for people who said nothing
         * @description Needs the permission `profiles:read`.
         */
        get: operations["getDefaultOptIns"];
        /**
         * Say what counts for people who said nothing
         * @description The whole map is replaced.
         *
         *     Needs the permission `profiles:write`.
         */
        put: operations["setDefaultOptIns"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/profiles/optin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What counts for people who said nothing
         * @description Needs the permission `profiles:read`.
         */
        get: operations["cpaas_getDefaultOptIns"];
        /**
         * Say what counts for people who said nothing
         * @description The whole map is replaced.
         *
         *     Needs the permission `profiles:write`.
         */
        put: operations["cpaas_setDefaultOptIns"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/profiles/{profileId}/optin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a person said they want
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `profiles:read`.
         */
        get: operations["getOptIns"];
        /**
         * A person wants messages on channels
         * @description Needs the permission `profiles:write`.
         */
        put: operations["optIn"];
        post?: never;
        /**
         * A person wants no messages
         * @description Needs the permission `profiles:write`.
         */
        delete: operations["optOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/profiles/{profileId}/optin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a person said they want
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `profiles:read`.
         */
        get: operations["cpaas_getOptIns"];
        /**
         * A person wants messages on channels
         * @description Needs the permission `profiles:write`.
         */
        put: operations["cpaas_optIn"];
        post?: never;
        /**
         * A person wants no messages
         * @description Needs the permission `profiles:write`.
         */
        delete: operations["cpaas_optOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/profiles/{profileId}/rels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the profiles that one is linked with
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `profiles:read`.
         */
        get: operations["listProfileLinks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/profiles/{profileId}/rels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the profiles that one is linked with
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `profiles:read`.
         */
        get: operations["cpaas_listProfileLinks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/profiles/{profileId}/rels/{kind}/{linkedId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Link two profiles
         * @description A profile has at most one primary; a new one takes its place.
         *
         *     Needs the permission `profiles:write`.
         */
        put: operations["linkProfiles"];
        post?: never;
        /**
         * Take a link away
         * @description Needs the permission `profiles:write`.
         */
        delete: operations["unlinkProfiles"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/profiles/{profileId}/rels/{kind}/{linkedId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Link two profiles
         * @description A profile has at most one primary; a new one takes its place.
         *
         *     Needs the permission `profiles:write`.
         */
        put: operations["cpaas_linkProfiles"];
        post?: never;
        /**
         * Take a link away
         * @description Needs the permission `profiles:write`.
         */
        delete: operations["cpaas_unlinkProfiles"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/profiles/{profileId}/devices/{deviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a push device
         * @description There are no push channels here, so nobody has a device.
         *
         *     Needs the permission `profiles:write`.
         */
        delete: operations["deleteDevice"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/profiles/{profileId}/devices/{deviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a push device
         * @description There are no push channels here, so nobody has a device.
         *
         *     Needs the permission `profiles:write`.
         */
        delete: operations["cpaas_deleteDevice"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/profiles/devices/push/validation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count the push devices of profiles
         * @description There are no push channels here, so the count is 0.
         *
         *     Needs the permission `profiles:read`.
         */
        post: operations["countDevices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/profiles/devices/push/validation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count the push devices of profiles
         * @description There are no push channels here, so the count is 0.
         *
         *     Needs the permission `profiles:read`.
         */
        post: operations["cpaas_countDevices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the templates
         * @description Needs the permission `messages:read`.
         */
        get: operations["listTemplates"];
        put?: never;
        /**
         * Make a template
         * @description Needs the permission `templates:write`.
         */
        post: operations["createTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the templates
         * @description Needs the permission `messages:read`.
         */
        get: operations["cpaas_listTemplates"];
        put?: never;
        /**
         * Make a template
         * @description Needs the permission `templates:write`.
         */
        post: operations["cpaas_createTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/templates/{templateId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a template
         * @description Needs the permission `messages:read`.
         */
        get: operations["getTemplate"];
        /**
         * Replace a template
         * @description Needs the permission `templates:write`.
         */
        put: operations["replaceTemplate"];
        post?: never;
        /**
         * Delete a template
         * @description Needs the permission `templates:write`.
         */
        delete: operations["deleteTemplate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/templates/{templateId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a template
         * @description Needs the permission `messages:read`.
         */
        get: operations["cpaas_getTemplate"];
        /**
         * Replace a template
         * @description Needs the permission `templates:write`.
         */
        put: operations["cpaas_replaceTemplate"];
        post?: never;
        /**
         * Delete a template
         * @description Needs the permission `templates:write`.
         */
        delete: operations["cpaas_deleteTemplate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/rulesets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rule sets
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `messages:read`.
         */
        get: operations["listRuleSets"];
        put?: never;
        /**
         * Make a rule set
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `templates:write`.
         */
        post: operations["createRuleSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/rulesets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rule sets
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `messages:read`.
         */
        get: operations["cpaas_listRuleSets"];
        put?: never;
        /**
         * Make a rule set
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `templates:write`.
         */
        post: operations["cpaas_createRuleSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/rulesets/{ruleSetId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a rule set
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `messages:read`.
         */
        get: operations["getRuleSet"];
        /**
         * Replace a rule set
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `templates:write`.
         */
        put: operations["replaceRuleSet"];
        post?: never;
        /**
         * Delete a rule set
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `templates:write`.
         */
        delete: operations["deleteRuleSet"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/rulesets/{ruleSetId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a rule set
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `messages:read`.
         */
        get: operations["cpaas_getRuleSet"];
        /**
         * Replace a rule set
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `templates:write`.
         */
        put: operations["cpaas_replaceRuleSet"];
        post?: never;
        /**
         * Delete a rule set
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `templates:write`.
         */
        delete: operations["cpaas_deleteRuleSet"];
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
    "/apispaces/{apiSpaceId}/webhooks/availableevents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the events that there are
         * @description Needs the permission `webhooks:read`.
         */
        get: operations["listAvailableEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/webhooks/availableevents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the events that there are
         * @description Needs the permission `webhooks:read`.
         */
        get: operations["cpaas_listAvailableEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/webhooks/availabletemplates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List ready-made subscriptions
         * @description Needs the permission `webhooks:read`.
         */
        get: operations["listAvailableTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/webhooks/availabletemplates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List ready-made subscriptions
         * @description Needs the permission `webhooks:read`.
         */
        get: operations["cpaas_listAvailableTemplates"];
        put?: never;
        post?: never;
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
         * @description Without `secret` the old one stays. A webhook that was switched off is on again.
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
         * @description Without `secret` the old one stays. A webhook that was switched off is on again.
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
    "/apispaces/{apiSpaceId}/webhooks/{webhookId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a webhook was told, and what it refused
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `webhooks:read`.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/webhooks/{webhookId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a webhook was told, and what it refused
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `webhooks:read`.
         */
        get: operations["cpaas_listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/webhooks/{webhookId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver events again
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Without a body: all that is dead.
         *
         *     Needs the permission `webhooks:write`.
         */
        post: operations["replayEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/webhooks/{webhookId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver events again
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Without a body: all that is dead.
         *
         *     Needs the permission `webhooks:write`.
         */
        post: operations["cpaas_replayEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/webhooks/{webhookId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post a made-up event now
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Signed like any other, named `webhook.test`. It is neither recorded nor tried again.
         *
         *     Needs the permission `webhooks:write`.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/webhooks/{webhookId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post a made-up event now
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Signed like any other, named `webhook.test`. It is neither recorded nor tried again.
         *
         *     Needs the permission `webhooks:write`.
         */
        post: operations["cpaas_testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/channels/facebook/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Seal a profile’s id for an opt-in
         * @description Goes into `data-ref` of the plugin or `ref` of an m.me link. It is encrypted and authenticated; one that was altered, or is of another apiSpace, counts as none.
         *
         *     Needs the permission `facebook:optin`.
         */
        post: operations["createFacebookState"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/channels/facebook/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Seal a profile’s id for an opt-in
         * @description Goes into `data-ref` of the plugin or `ref` of an m.me link. It is encrypted and authenticated; one that was altered, or is of another apiSpace, counts as none.
         *
         *     Needs the permission `facebook:optin`.
         */
        post: operations["cpaas_createFacebookState"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/sms/dedicatedNumbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Phone numbers
         * @description Needs the permission `messages:read`.
         */
        get: operations["listDedicatedNumbers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/sms/dedicatedNumbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Phone numbers
         * @description Needs the permission `messages:read`.
         */
        get: operations["cpaas_listDedicatedNumbers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/sms/shortcodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Short codes
         * @description Needs the permission `messages:read`.
         */
        get: operations["listShortCodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/sms/shortcodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Short codes
         * @description Needs the permission `messages:read`.
         */
        get: operations["cpaas_listShortCodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/sms/keywords": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Words on shared short codes: none, no provider that is here has them
         * @description Needs the permission `messages:read`.
         */
        get: operations["listKeywords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/sms/keywords": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Words on shared short codes: none, no provider that is here has them
         * @description Needs the permission `messages:read`.
         */
        get: operations["cpaas_listKeywords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/accesstokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the access tokens
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `access:manage`.
         */
        get: operations["listAccessTokens"];
        put?: never;
        /**
         * Make an access token
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `access:manage`.
         */
        post: operations["createAccessToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/accesstokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the access tokens
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `access:manage`.
         */
        get: operations["cpaas_listAccessTokens"];
        put?: never;
        /**
         * Make an access token
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `access:manage`.
         */
        post: operations["cpaas_createAccessToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/accesstokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an access token
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `access:manage`.
         */
        get: operations["getAccessToken"];
        put?: never;
        post?: never;
        /**
         * Revoke an access token
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Calls with it get 401, everywhere after at most 5 seconds.
         *
         *     Needs the permission `access:manage`.
         */
        delete: operations["revokeAccessToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/accesstokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an access token
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `access:manage`.
         */
        get: operations["cpaas_getAccessToken"];
        put?: never;
        post?: never;
        /**
         * Revoke an access token
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Calls with it get 401, everywhere after at most 5 seconds.
         *
         *     Needs the permission `access:manage`.
         */
        delete: operations["cpaas_revokeAccessToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the accounts
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `access:manage`.
         */
        get: operations["listAccounts"];
        /**
         * Connect a page, a phone number or a channel of your own
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Makes the account with this channel and address, or replaces its settings.
         *
         *     Needs the permission `access:manage`.
         */
        put: operations["connectAccount"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the accounts
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `access:manage`.
         */
        get: operations["cpaas_listAccounts"];
        /**
         * Connect a page, a phone number or a channel of your own
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Makes the account with this channel and address, or replaces its settings.
         *
         *     Needs the permission `access:manage`.
         */
        put: operations["cpaas_connectAccount"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/accounts/{accountId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an account
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `access:manage`.
         */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        /**
         * Remove an account
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Its secrets are gone; what was sent on it stays. Connected again it has the same id, and receipts of earlier messages find them.
         *
         *     Needs the permission `access:manage`.
         */
        delete: operations["removeAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/accounts/{accountId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an account
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `access:manage`.
         */
        get: operations["cpaas_getAccount"];
        put?: never;
        post?: never;
        /**
         * Remove an account
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Its secrets are gone; what was sent on it stays. Connected again it has the same id, and receipts of earlier messages find them.
         *
         *     Needs the permission `access:manage`.
         */
        delete: operations["cpaas_removeAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apispaces/{apiSpaceId}/accounts/{accountId}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a held account send again
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `access:manage`.
         */
        post: operations["releaseAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cpaas/accounts/{accountId}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a held account send again
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Needs the permission `access:manage`.
         */
        post: operations["cpaas_releaseAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/l/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a short link
         * @description Extension of this gateway: not part of Comapi’s API.
         *
         *     Leads only to what stood in the message, and nowhere once the message is redacted or its person erased. HEAD answers the same and counts no click.
         */
        get: operations["followLink"];
        put?: never;
        post?: never;
        delete?: never;
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
    "/webhooks/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receipts and messages of any other channel
         * @description At the path that the channel names; signed as its provider signs. A path that no channel has is 404.
         */
        post: operations["receiveChannelEvents"];
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
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same as /health
         * @description Extension of this gateway: not part of Comapi’s API.
         */
        get: operations["liveToo"];
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
         *
         *     With METRICS_TOKEN set on the server, that token as Bearer.
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
         * @description Posted to each webhook that is subscribed to it; to one with `batch`, as a JSON array of such events, maybe of several kinds. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
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
         * @description Posted to each webhook that is subscribed to it; to one with `batch`, as a JSON array of such events, maybe of several kinds. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
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
         * @description Posted to each webhook that is subscribed to it; to one with `batch`, as a JSON array of such events, maybe of several kinds. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
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
         * @description Posted to each webhook that is subscribed to it; to one with `batch`, as a JSON array of such events, maybe of several kinds. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
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
         * @description Posted to each webhook that is subscribed to it; to one with `batch`, as a JSON array of such events, maybe of several kinds. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
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
         * @description Posted to each webhook that is subscribed to it; to one with `batch`, as a JSON array of such events, maybe of several kinds. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
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
         * @description Posted to each webhook that is subscribed to it; to one with `batch`, as a JSON array of such events, maybe of several kinds. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
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
         * @description Posted to each webhook that is subscribed to it; to one with `batch`, as a JSON array of such events, maybe of several kinds. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
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
         * @description Posted to each webhook that is subscribed to it; to one with `batch`, as a JSON array of such events, maybe of several kinds. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
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
         * @description Posted to each webhook that is subscribed to it; to one with `batch`, as a JSON array of such events, maybe of several kinds. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
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
         * @description Posted to each webhook that is subscribed to it; to one with `batch`, as a JSON array of such events, maybe of several kinds. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
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
         * @description Posted to each webhook that is subscribed to it; to one with `batch`, as a JSON array of such events, maybe of several kinds. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
         */
        post: operations["on_facebook_optin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "interaction.click": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * interaction.click
         * @description Posted to each webhook that is subscribed to it; to one with `batch`, as a JSON array of such events, maybe of several kinds. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.
         */
        post: operations["on_interaction_click"];
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
            code: "unauthorized" | "forbidden" | "notFound" | "methodNotAllowed" | "conflict" | "preconditionFailed" | "unsupportedMediaType" | "unprocessable" | "queryTooSlow" | "tooManyRequests" | "internal" | "unavailable";
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
            name: "message.sent" | "message.delivered" | "message.read" | "message.expired" | "message.failed" | "message.filtered" | "message.inbound" | "profile.create" | "profile.update" | "profile.delete" | "profile.undelete" | "facebook.optin" | "interaction.click" | "webhook.test";
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
            metadata?: {
                [key: string]: unknown;
            };
            /** @description As it was sent. */
            conversationId?: string;
            /**
             * Format: date-time
             * @description When.
             */
            updatedOn: string;
        };
        InboundMessage: {
            /** @description The inbound. */
            id: string;
            /** @description The same as `id`. */
            messageId: string;
            /** @description The channel that it came by. */
            channel: string;
            /** @description Always `received` at first; on a custom channel `delivered` and `read` may follow. */
            status?: string;
            /**
             * Format: date-time
             * @description When.
             */
            receivedOn: string;
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
            /** @description The title. */
            title?: string;
            /** @description As it was posted. */
            conversationId?: string;
            metadata?: {
                [key: string]: unknown;
            };
            channelStatus?: {
                [key: string]: unknown;
            };
            /** @description The custom channel’s own id of it. */
            channelMessageId?: string;
            channelData?: {
                [key: string]: unknown;
            };
            /** @description The message that it answers. */
            correlation?: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            _createdOn?: string;
            /** @description Who told of it: `access:<token id>` on a custom channel, else `system`. */
            _createdBy?: string;
            /**
             * Format: date-time
             * @description When its status changed last.
             */
            _updatedOn?: string;
            /** @description By whom. */
            _updatedBy?: string;
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
            /** @description In place of it, from a plugin that knows the person only by this. */
            userRef?: string;
            /** @description The profile; none with a `userRef` alone. */
            profileId?: string;
            /** @description The page. */
            pageId: string;
            /** @description What the page passed on. */
            ref?: string;
            stateData?: {
                [key: string]: unknown;
            };
            rawData?: {
                [key: string]: unknown;
            };
        };
        /** @description Programs that look at links before the person does (previews, virus scanners) count too. `revision` of the envelope counts the clicks of the link. */
        LinkClick: {
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
            /** @description The channel that the link went out on. */
            channel: string;
            /** @description Where it leads; left out once the message is redacted. */
            url?: string;
            /** @description The short link. */
            link: string;
            /**
             * Format: date-time
             * @description When.
             */
            clickedOn: string;
            /** @description Which program followed it, as it says itself. */
            userAgent?: string;
            /** @description The person, as the message was addressed. */
            to?: {
                [key: string]: unknown;
            };
            /** @description The person’s profile. */
            profileId?: string;
            metadata?: {
                [key: string]: unknown;
            };
            /** @description As it was sent. */
            conversationId?: string;
        };
        /** @description The person. With `profileId` the other fields are stored on that profile, which is made if it is not there; their names have no underscore then. An address given here wins over the profile’s. */
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
        /** @description Extension of this gateway. A channel with a time: when the receipt has not come within it, or the provider reports a failure, the next rule is taken, unless `expiresOn` has passed. When no further channel takes the message it stays as it is, or is failed where its provider reports that it did not arrive. */
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
            /** @description With MESSAGE_TAG: `HUMAN_AGENT`, for example, which is left out within the 24 hours. A tag that Meta has retired makes the rule fail, and says what to use. */
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
            /** @description The sender that is shown; without it the account’s own number. May hold merge fields. */
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
            /** @description Either this or `ruleSet`. Channels in order of preference; the next is taken when one does not take the message. */
            rules?: components["schemas"]["Rule"][];
            /** @description The text for every channel that has no `customBody`. Merge fields such as `{{profile.firstName}}` are filled in; what is too long for a channel is cut. */
            body?: string;
            /** @description The id of a rule set, in place of `rules`. */
            ruleSet?: string;
            /** @description The id of a template, in place of `body` and `messageParts`. */
            templateId?: string;
            /** @description Only channels on which the person wants messages; `filtered` when there is none. */
            requireOptIn?: boolean;
            /** @description Sms only. http and https links become short ones of this gateway, whose clicks are told (`interaction.click`): all of them (`on`, or true), or those with an `@` before them, which is taken off (`marked`). False is the same as `off`. */
            shortenLinks?: ("on" | "marked" | "off") | boolean;
            /** @description Title or subject, on channels that have one. */
            title?: string;
            /** @description Text and media in order. Not together with `body`. */
            messageParts?: components["schemas"]["MessagePart"][];
            /** @description A channel’s own payload, by channel; it wins over `body` and `messageParts` there. For a custom channel a string. */
            customBody?: {
                [key: string]: {
                    [key: string]: unknown;
                } | string;
            };
            /** @description Options by channel. Those of a Comapi channel that is not here are kept and ignored, as is a `customBody` for it; a warning says so. */
            channelOptions?: {
                fbMessenger?: components["schemas"]["FbMessengerOptions"];
                sms?: components["schemas"]["SmsOptions"];
            } & {
                [key: string]: unknown;
            };
            /** @description Kept and echoed; no channel of this gateway has anything to override. */
            overrides?: {
                [key: string]: unknown;
            };
            /** @description Yours, at any depth; it comes back with the message and in each of its events. */
            metadata?: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description Not sent after this time. The SMS provider is told too, when it is 1 minute to 10 hours ahead.
             */
            expiresOn?: string;
            /**
             * Format: date-time
             * @description Extension of this gateway. Not sent before this time; a year ahead at most.
             */
            sendAt?: string;
            /** @description Ties messages together; it comes back in events. */
            conversationId?: string;
            /**
             * @description Extension of this gateway. What to do when a provider leaves open whether it took the message: send again (`atLeastOnce`, the default), or not.
             * @enum {string}
             */
            delivery?: "atLeastOnce" | "atMostOnce";
        };
        Redaction: {
            /** @constant */
            redact: true;
            /**
             * @description Both mean the same here.
             * @enum {string}
             */
            redactSource?: "message" | "chat";
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
            /** @description Either this or `ruleSet`. Channels in order of preference; the next is taken when one does not take the message. */
            rules: components["schemas"]["Rule"][];
            /** @description The text for every channel that has no `customBody`. Merge fields such as `{{profile.firstName}}` are filled in; what is too long for a channel is cut. */
            body?: string;
            /** @description The id of a rule set, in place of `rules`. */
            ruleSet?: string;
            /** @description The id of a template, in place of `body` and `messageParts`. */
            templateId?: string;
            /** @description Only channels on which the person wants messages; `filtered` when there is none. */
            requireOptIn?: boolean;
            /** @description Sms only. http and https links become short ones of this gateway, whose clicks are told (`interaction.click`): all of them (`on`, or true), or those with an `@` before them, which is taken off (`marked`). False is the same as `off`. */
            shortenLinks?: ("on" | "marked" | "off") | boolean;
            /** @description Title or subject, on channels that have one. */
            title?: string;
            /** @description Text and media in order; an empty list where there are none, in what is read later. */
            messageParts?: components["schemas"]["MessagePart"][];
            /** @description A channel’s own payload, by channel; it wins over `body` and `messageParts` there. For a custom channel a string. */
            customBody?: {
                [key: string]: {
                    [key: string]: unknown;
                } | string;
            };
            /** @description Options by channel. Those of a Comapi channel that is not here are kept and ignored, as is a `customBody` for it; a warning says so. */
            channelOptions?: {
                fbMessenger?: components["schemas"]["FbMessengerOptions"];
                sms?: components["schemas"]["SmsOptions"];
            } & {
                [key: string]: unknown;
            };
            /** @description Kept and echoed; no channel of this gateway has anything to override. */
            overrides?: {
                [key: string]: unknown;
            };
            /** @description Yours, at any depth; it comes back with the message and in each of its events. */
            metadata?: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description Not sent after this time. The SMS provider is told too, when it is 1 minute to 10 hours ahead.
             */
            expiresOn?: string;
            /**
             * Format: date-time
             * @description Extension of this gateway. Not sent before this time; a year ahead at most.
             */
            sendAt?: string;
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
             * @description The content was taken out.
             * @constant
             */
            redacted?: true;
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
        MessagePage: {
            messages: components["schemas"]["Message"][];
            /**
             * Format: uuid
             * @description For `after` of the next page; left out when there is none.
             */
            next?: string;
        };
        HistoryEntry: {
            /**
             * Format: uuid
             * @description The message.
             */
            messageId: string;
            /**
             * Format: date-time
             * @description When it was accepted or came in.
             */
            submittedOn: string;
            /** @description The person. */
            profileId: string;
            /** @description The channel. */
            channelId: string;
            /**
             * @description From the person, or to them.
             * @enum {string}
             */
            direction: "inbound" | "outbound";
            /** @description As far as it came. */
            status: string;
            message: {
                title?: string;
                body?: string;
                channelData?: unknown;
            };
        };
        StatusReport: {
            /** @description The custom channel; the one in hand when it is left out. */
            channel?: string;
            /**
             * Format: date-time
             * @description When it happened; now when it is left out.
             */
            timestamp?: string;
            /** @description Why it failed, in plain words. */
            failureReason?: string;
            /** @description Yours; it stands in `statusDetails.channelStatus.<channel>.details`. */
            channelStatus?: {
                [key: string]: unknown;
            };
            /** @description The same. */
            additionalInfo?: {
                [key: string]: unknown;
            };
        };
        ReportedStatus: {
            /** @description The custom channel; the one in hand when it is left out. */
            channel: string;
            /**
             * Format: date-time
             * @description When it happened; now when it is left out.
             */
            timestamp: string;
            /** @description Why it failed, in plain words. */
            failureReason?: string;
            /** @description Yours; it stands in `statusDetails.channelStatus.<channel>.details`. */
            channelStatus?: {
                [key: string]: unknown;
            };
            /** @description The same. */
            additionalInfo?: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description The message.
             */
            messageId: string;
            status: components["schemas"]["MessageStatus"];
        };
        NewInbound: {
            /** @description A custom channel that the apiSpace has connected. */
            channel: string;
            /** @description The person: `profileId` or the channel’s `idField`, and further fields, which are kept on the profile that `profileId` names. */
            from: {
                [key: string]: string;
            };
            /** @description Extension of this gateway. Your own id of it: posted again under the same id it is the same inbound. */
            messageId?: string;
            to?: {
                [key: string]: unknown;
            };
            /** @description Title. */
            title?: string;
            /** @description The text. */
            body?: string;
            /** @description Media. */
            messageParts?: components["schemas"]["MessagePart"][];
            /** @description Ties messages together. */
            conversationId?: string;
            metadata?: {
                [key: string]: unknown;
            };
            channelData?: {
                [key: string]: unknown;
            };
            correlation?: {
                /** @description The message that it answers; its metadata is added. */
                messageId: string;
            };
        };
        InboundStatusReport: {
            /**
             * Format: date-time
             * @description When it happened.
             */
            timestamp: string;
            /** @description Yours; kept with the inbound. */
            channelStatus?: {
                [key: string]: unknown;
            };
        };
        /** @description Names at the top have no underscore. */
        ProfileFields: {
            /** @description Any text of up to 255 characters; in paths it is URL-encoded. */
            id?: string;
            firstName?: string;
            lastName?: string;
            email?: string;
            /** @description Digits, with country code. */
            phoneNumber?: string;
            /** @description The person’s id on the page. */
            fbMessengerId?: string;
        } & {
            [key: string]: unknown;
        };
        Profile: {
            /** @description Any text of up to 255 characters; in paths it is URL-encoded. */
            id: string;
            firstName?: string;
            lastName?: string;
            email?: string;
            /** @description Digits, with country code. */
            phoneNumber?: string;
            /** @description The person’s id on the page. */
            fbMessengerId?: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            _createdOn?: string;
            /** @description Who made it: `access:<token id>`. */
            _createdBy?: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            _updatedOn?: string;
            /** @description Who changed it last. */
            _updatedBy?: string;
            _systemProfile?: boolean;
            /**
             * Format: date-time
             * @description When it was deleted.
             */
            _deletedOn?: string;
        } & {
            [key: string]: unknown;
        };
        BulkResult: {
            /** @description The profile. */
            id: string;
            /** @description What a call for it alone would have been answered with. */
            status: number;
        };
        ProfileExport: {
            /**
             * @description What comes. Cells of csv are as they are stored: a spreadsheet takes one that begins with `=` for a formula.
             * @enum {string}
             */
            format: "json" | "csv";
            /** @description Only these; dots lead into objects. */
            fields?: string[];
            /**
             * @description Between the cells of csv.
             * @default ,
             */
            fieldSeparator?: string;
            /**
             * @description A first line of csv with the names.
             * @default true
             */
            includeHeaders?: boolean;
        };
        /** @description Channel to true or false. */
        OptIns: {
            [key: string]: boolean;
        };
        ProfileLink: {
            /** @description The profile. */
            profileId: string;
            /** @description The other one. */
            linkedId: string;
            /** @description The other one stands for the person. */
            isPrimary: boolean;
        };
        PushDevices: {
            /** @description The profile. */
            id: string;
            /** @constant */
            pushDevicesCount: 0;
            fcm: unknown[];
            apns: unknown[];
        };
        TemplateSettings: {
            /** @description Its name in `templateId`; made up when there is none. */
            id?: string;
            /** @description For people. */
            name: string;
            /** @description What it is for. */
            description?: string;
            messageParts: components["schemas"]["MessagePart"][];
        };
        Template: {
            /** @description Its name in `templateId`; made up when there is none. */
            id: string;
            /** @description For people. */
            name: string;
            /** @description What it is for. */
            description?: string;
            messageParts: components["schemas"]["MessagePart"][];
            /**
             * Format: date-time
             * @description When it was made.
             */
            _createdOn?: string;
            /** @description Who made it: `access:<token id>`. */
            _createdBy?: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            _updatedOn?: string;
            /** @description Who changed it last. */
            _updatedBy?: string;
        };
        RuleSetSettings: {
            /** @description Its name in `ruleSet`; made up when there is none. */
            id?: string;
            /** @description As in a send request. */
            rules: components["schemas"]["Rule"][];
        };
        RuleSet: {
            /** @description Its name in `ruleSet`; made up when there is none. */
            id: string;
            /** @description As in a send request. */
            rules: components["schemas"]["Rule"][];
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
        Subscription: {
            /**
             * @description The event. The vendor’s events of devices, complaints, conversations and chats are accepted, and never told.
             * @enum {string}
             */
            type: "message.sent" | "message.delivered" | "message.read" | "message.expired" | "message.failed" | "message.filtered" | "message.inbound" | "profile.create" | "profile.update" | "profile.delete" | "profile.undelete" | "facebook.optin" | "interaction.click" | "message.sentRequest" | "profile.devicesUpdated" | "complaint.received" | "conversation.update" | "conversation.delete" | "conversation.undelete" | "conversation.participantAdded" | "conversation.participantRemoved" | "conversation.participantTyping" | "conversation.participantTypingOff" | "conversationMessage.sent" | "conversationMessage.delivered" | "conversationMessage.read" | "chat.create" | "chat.channelUpdated" | "chat.closed" | "chat.delete" | "chatMessage.sent";
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
             * @description Where events are posted: https (http is taken too), and not in a private network.
             */
            url: string;
            /** @description Which events; all of them when there is none. */
            subscriptions?: components["schemas"]["Subscription"][];
            /**
             * @description Events come as a JSON array, also when it holds one.
             * @default false
             */
            batch?: boolean;
            /** @description A batch goes out when it has so many. */
            maxBatchSize?: number;
            /** @description A batch goes out after so many seconds at the latest. */
            batchTimeout?: number;
            /** @description Signs what is posted. It is never shown again. */
            secret?: string;
            /** @description Extension of this gateway. For so many seconds the secret that a new one replaces signs too; 0 ends it at once. */
            secretOverlap?: number;
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
             * @description Where events are posted: https (http is taken too), and not in a private network.
             */
            url: string;
            /** @description Which events; all of them when there is none. */
            subscriptions: components["schemas"]["Subscription"][];
            /**
             * @description Events come as a JSON array, also when it holds one.
             * @default false
             */
            batch: boolean;
            /** @description A batch goes out when it has so many. */
            maxBatchSize: number;
            /** @description A batch goes out after so many seconds at the latest. */
            batchTimeout: number;
            /** @description Why nothing is posted any more: the receiver answered 410 Gone. */
            disabledReason?: string;
            /**
             * Format: date-time
             * @description Extension of this gateway. Until then the replaced secret signs too.
             */
            oldSecretUntil?: string;
            /** @description Extension of this gateway. How far it is behind; only where one webhook is read. */
            lag?: {
                seconds: number;
                /**
                 * Format: date-time
                 * @description Since when the oldest waiting delivery is due.
                 */
                oldestDueOn?: string;
            };
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
            /**
             * Format: date-time
             * @description When it was deleted.
             */
            _deletedOn?: string;
        };
        AvailableEvent: {
            /**
             * @description The event.
             * @enum {string}
             */
            type: "message.sent" | "message.delivered" | "message.read" | "message.expired" | "message.failed" | "message.filtered" | "message.inbound" | "profile.create" | "profile.update" | "profile.delete" | "profile.undelete" | "facebook.optin" | "interaction.click";
            /** @description When it comes. */
            description: string;
            filters: components["schemas"]["AvailableFilter"][];
            /** @description JSON Schema of what is posted, with `includeSchemas`. */
            schema?: {
                [key: string]: unknown;
            };
        };
        AvailableFilter: {
            /** @description As a subscription names it. */
            name: string;
            required: boolean;
            /** @description What it leaves over. */
            description: string;
        };
        AvailableTemplate: {
            /** @description Its name. */
            name: string;
            /** @description What it is for. */
            description: string;
            events: string[];
            subscriptions: components["schemas"]["Subscription"][];
        };
        Delivery: {
            /**
             * Format: uuid
             * @description The event.
             */
            eventId: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            name: "message.sent" | "message.delivered" | "message.read" | "message.expired" | "message.failed" | "message.filtered" | "message.inbound" | "profile.create" | "profile.update" | "profile.delete" | "profile.undelete" | "facebook.optin" | "interaction.click";
            /**
             * @description `dead` was refused, or tried for too long.
             * @enum {string}
             */
            state: "pending" | "delivered" | "dead";
            attempts: number;
            /** @description What the receiver answered last. */
            lastStatus?: number;
            /** @description What went wrong last. */
            lastError?: string;
            /**
             * Format: date-time
             * @description When it is tried next.
             */
            dueOn?: string;
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            _createdOn: string;
            /**
             * Format: date-time
             * @description When it was last tried.
             */
            _updatedOn: string;
        };
        Replay: {
            /**
             * @description `dead`: what was given up. `all`: what was delivered too, 7 days at most.
             * @default dead
             * @enum {string}
             */
            state?: "dead" | "all";
            /**
             * Format: date-time
             * @description From then on; needed with `all`.
             */
            from?: string;
            /**
             * Format: date-time
             * @description Until then; now when left out.
             */
            to?: string;
            /** @description Only these events. */
            types?: ("message.sent" | "message.delivered" | "message.read" | "message.expired" | "message.failed" | "message.filtered" | "message.inbound" | "profile.create" | "profile.update" | "profile.delete" | "profile.undelete" | "facebook.optin" | "interaction.click")[];
            /** @description Only events that pass all of them. */
            filters?: {
                /**
                 * @description What is compared.
                 * @enum {string}
                 */
                name: "channel";
                value: string;
            }[];
        };
        AccessTokenSettings: {
            /** @description For people: who has it. */
            name: string;
            /** @description The profile that it acts as: the `senderProfileId` of its messages. */
            profileId?: string;
            /** @description What it may do; all but `access:manage` when left out. */
            permissions?: ("messages:send" | "messages:branch" | "messages:read" | "messages:report" | "profiles:read" | "profiles:write" | "webhooks:read" | "webhooks:write" | "facebook:optin" | "templates:write" | "access:manage")[];
        };
        AccessToken: {
            /**
             * Format: uuid
             * @description The token’s id; not the token itself.
             */
            id: string;
            /** @description For people: who has it. */
            name: string;
            /** @description The profile that it acts as: the `senderProfileId` of its messages. */
            profileId?: string;
            /** @description What it may do; all but `access:manage` when left out. */
            permissions: ("messages:send" | "messages:branch" | "messages:read" | "messages:report" | "profiles:read" | "profiles:write" | "webhooks:read" | "webhooks:write" | "facebook:optin" | "templates:write" | "access:manage")[];
            /**
             * Format: date-time
             * @description When it was made.
             */
            _createdOn: string;
            /**
             * Format: date-time
             * @description When it was revoked.
             */
            revokedOn?: string;
        };
        NewAccessToken: {
            /**
             * Format: uuid
             * @description The token’s id; not the token itself.
             */
            id: string;
            /** @description For people: who has it. */
            name: string;
            /** @description The profile that it acts as: the `senderProfileId` of its messages. */
            profileId?: string;
            /** @description What it may do; all but `access:manage` when left out. */
            permissions: ("messages:send" | "messages:branch" | "messages:read" | "messages:report" | "profiles:read" | "profiles:write" | "webhooks:read" | "webhooks:write" | "facebook:optin" | "templates:write" | "access:manage")[];
            /**
             * Format: date-time
             * @description When it was made.
             */
            _createdOn: string;
            /**
             * Format: date-time
             * @description When it was revoked.
             */
            revokedOn?: string;
            /** @description The token, for `Authorization: Bearer`. It is never shown again. */
            accessToken: string;
        };
        AccountSettings: {
            /** @description `fbMessenger`, `sms`, …, or the name of a channel of your own: a small letter, then letters, digits, `_` and `-`, 50 characters at most. */
            channel: string;
            /** @description The page’s id, or the phone number with its country code; left out for a channel of your own, which goes by its name. */
            address?: string;
            /** @description By channel: `appId` (for people to read; nothing depends on it) and `customerMatching` of fbMessenger, `accountSid` and `countryIsoCode` (three letters, for lists of senders) of sms, `url` and `idField` of your own. */
            settings?: {
                [key: string]: unknown;
            };
            /** @description Kept encrypted, never shown. By channel: `pageAccessToken` and `appSecret` of fbMessenger, `authToken` of sms, `secret` of your own. Without it the known ones stay. */
            secrets?: {
                [key: string]: unknown;
            };
        };
        Account: {
            /**
             * Format: uuid
             * @description The account.
             */
            id: string;
            /** @description `fbMessenger`, `sms`, …, or the name of a channel of your own: a small letter, then letters, digits, `_` and `-`, 50 characters at most. */
            channel: string;
            /** @description The page’s id, or the phone number with its country code; left out for a channel of your own, which goes by its name. */
            address: string;
            /** @description By channel: `appId` (for people to read; nothing depends on it) and `customerMatching` of fbMessenger, `accountSid` and `countryIsoCode` (three letters, for lists of senders) of sms, `url` and `idField` of your own. */
            settings: {
                [key: string]: unknown;
            };
            /**
             * @description Nothing is sent on a held account.
             * @enum {string}
             */
            health: "active" | "held";
            /** @description Why it is held. */
            heldReason?: string;
            /**
             * Format: date-time
             * @description Until when; left out where only a release ends it.
             */
            heldUntil?: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            _createdOn: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            _updatedOn: string;
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
        /** @description The Idempotency-Key was used for another request. */
        unprocessable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The query reads more than the database can in its time, and was stopped: ask by id or by an address, or leave a filter out. */
        queryTooSlow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The access token makes more calls than the gateway allows it, or it is not valid and too many such calls came from this address. Nothing was done; try again after `Retry-After` seconds. */
        tooManyRequests: {
            headers: {
                /** @description Seconds. */
                "Retry-After"?: number;
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
        /** @description The database is out of reach or too busy. A request whose commit lost its answer may have been accepted: repeat it after `Retry-After` seconds, a send request under its `Idempotency-Key`. */
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
    searchMessages: {
        parameters: {
            query?: {
                /** @description One or more, with commas between: processing, retrying, sent, delivered, read, expired, failed, filtered. */
                status?: string;
                /** @description The channel in hand, or one that was tried. */
                channel?: string;
                /** @description The person. */
                profileId?: string;
                /** @description An address that it was sent to: a Messenger id, a phone number. */
                address?: string;
                /** @description Accepted then or later; 30 days before `to` when left out. */
                from?: string;
                /** @description Accepted before; now when left out. */
                to?: string;
                /** @description At most so many. */
                limit?: number;
                /** @description `next` of the page before. */
                after?: string;
            };
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    sendMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Extension of this gateway: not part of Comapi’s API. Yours, a new one for each request. The same request under the same key is not sent again: it gets the first answer, with the header `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
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
                    /** @description `true`: an earlier request under this Idempotency-Key did it. */
                    "Idempotency-Replayed"?: string;
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
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            422: components["responses"]["unprocessable"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_searchMessages: {
        parameters: {
            query?: {
                /** @description One or more, with commas between: processing, retrying, sent, delivered, read, expired, failed, filtered. */
                status?: string;
                /** @description The channel in hand, or one that was tried. */
                channel?: string;
                /** @description The person. */
                profileId?: string;
                /** @description An address that it was sent to: a Messenger id, a phone number. */
                address?: string;
                /** @description Accepted then or later; 30 days before `to` when left out. */
                from?: string;
                /** @description Accepted before; now when left out. */
                to?: string;
                /** @description At most so many. */
                limit?: number;
                /** @description `next` of the page before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_sendMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Extension of this gateway: not part of Comapi’s API. Yours, a new one for each request. The same request under the same key is not sent again: it gets the first answer, with the header `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
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
                    /** @description `true`: an earlier request under this Idempotency-Key did it. */
                    "Idempotency-Replayed"?: string;
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
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            422: components["responses"]["unprocessable"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    sendBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Extension of this gateway: not part of Comapi’s API. Yours, a new one for each request. The same request under the same key is not sent again: it gets the first answer, with the header `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
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
                    /** @description `true`: an earlier request under this Idempotency-Key did it. */
                    "Idempotency-Replayed"?: string;
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
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            422: components["responses"]["unprocessable"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_sendBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Extension of this gateway: not part of Comapi’s API. Yours, a new one for each request. The same request under the same key is not sent again: it gets the first answer, with the header `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
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
                    /** @description `true`: an earlier request under this Idempotency-Key did it. */
                    "Idempotency-Replayed"?: string;
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
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            422: components["responses"]["unprocessable"];
            429: components["responses"]["tooManyRequests"];
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
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    takeBackMessage: {
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
            409: components["responses"]["conflict"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    redactMessage: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["Redaction"];
            };
        };
        responses: {
            /** @description Done; the answer has no body. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
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
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_takeBackMessage: {
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
            409: components["responses"]["conflict"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_redactMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id from the answer to the send request. */
                messageId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Redaction"];
            };
        };
        responses: {
            /** @description Done; the answer has no body. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    getHistory: {
        parameters: {
            query?: {
                /** @description Only this channel. */
                channelId?: string;
                /** @description Only what belongs to this conversation. */
                conversationId?: string;
                /** @description Only from the person, or only to them. */
                direction?: "inbound" | "outbound";
                /** @description Walks backwards from here; from now when left out. */
                from?: string;
                /** @description At most so many. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The person. */
                profileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What there is before `from`; empty when that is nothing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "messageId": "d8e296bb-97c4-4495-b98f-1e32e0b11628",
                     *         "submittedOn": "2026-03-17T14:22:40.633Z",
                     *         "profileId": "joe.blogs@acme.com",
                     *         "channelId": "sms",
                     *         "direction": "outbound",
                     *         "status": "delivered",
                     *         "message": {
                     *           "body": "I love Comapi"
                     *         }
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["HistoryEntry"][];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            422: components["responses"]["queryTooSlow"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_getHistory: {
        parameters: {
            query?: {
                /** @description Only this channel. */
                channelId?: string;
                /** @description Only what belongs to this conversation. */
                conversationId?: string;
                /** @description Only from the person, or only to them. */
                direction?: "inbound" | "outbound";
                /** @description Walks backwards from here; from now when left out. */
                from?: string;
                /** @description At most so many. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The person. */
                profileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What there is before `from`; empty when that is nothing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "messageId": "d8e296bb-97c4-4495-b98f-1e32e0b11628",
                     *         "submittedOn": "2026-03-17T14:22:40.633Z",
                     *         "profileId": "joe.blogs@acme.com",
                     *         "channelId": "sms",
                     *         "direction": "outbound",
                     *         "status": "delivered",
                     *         "message": {
                     *           "body": "I love Comapi"
                     *         }
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["HistoryEntry"][];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            422: components["responses"]["queryTooSlow"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    reportMessageStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The id that came with the message. */
                messageId: string;
                /**
                 * @description What became of it.
                 * @example delivered
                 */
                status: "failed" | "delivered" | "read" | "expired" | "sent" | "filtered";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatusReport"];
            };
        };
        responses: {
            /** @description Taken; `status` is the message’s now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "messageId": "d8e296bb-97c4-4495-b98f-1e32e0b11628",
                     *       "status": "delivered",
                     *       "channel": "partnerApp",
                     *       "timestamp": "2026-03-17T14:22:45.000Z",
                     *       "channelStatus": {
                     *         "code": 7
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ReportedStatus"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_reportMessageStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that came with the message. */
                messageId: string;
                /**
                 * @description What became of it.
                 * @example delivered
                 */
                status: "failed" | "delivered" | "read" | "expired" | "sent" | "filtered";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatusReport"];
            };
        };
        responses: {
            /** @description Taken; `status` is the message’s now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "messageId": "d8e296bb-97c4-4495-b98f-1e32e0b11628",
                     *       "status": "delivered",
                     *       "channel": "partnerApp",
                     *       "timestamp": "2026-03-17T14:22:45.000Z",
                     *       "channelStatus": {
                     *         "code": 7
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ReportedStatus"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    postInbound: {
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
                "application/json": components["schemas"]["NewInbound"];
            };
        };
        responses: {
            /** @description Kept. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90",
                     *       "messageId": "0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90",
                     *       "channel": "partnerApp",
                     *       "from": {
                     *         "profileId": "joe.blogs@acme.com"
                     *       },
                     *       "to": {
                     *         "channelId": "partnerApp"
                     *       },
                     *       "body": "Where is my order?",
                     *       "channelMessageId": "app-1017",
                     *       "status": "received",
                     *       "receivedOn": "2026-03-17T14:22:40.633Z"
                     *     }
                     */
                    "application/json": components["schemas"]["InboundMessage"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_postInbound: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInbound"];
            };
        };
        responses: {
            /** @description Kept. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90",
                     *       "messageId": "0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90",
                     *       "channel": "partnerApp",
                     *       "from": {
                     *         "profileId": "joe.blogs@acme.com"
                     *       },
                     *       "to": {
                     *         "channelId": "partnerApp"
                     *       },
                     *       "body": "Where is my order?",
                     *       "channelMessageId": "app-1017",
                     *       "status": "received",
                     *       "receivedOn": "2026-03-17T14:22:40.633Z"
                     *     }
                     */
                    "application/json": components["schemas"]["InboundMessage"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    reportInboundStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /**
                 * @description The id from the answer to the inbound.
                 * @example 0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90
                 */
                inboundMessageId: string;
                /**
                 * @description What became of it.
                 * @example delivered
                 */
                status: "delivered" | "read";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InboundStatusReport"];
            };
        };
        responses: {
            /** @description The inbound. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90",
                     *       "messageId": "0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90",
                     *       "channel": "partnerApp",
                     *       "from": {
                     *         "profileId": "joe.blogs@acme.com"
                     *       },
                     *       "to": {
                     *         "channelId": "partnerApp"
                     *       },
                     *       "body": "Where is my order?",
                     *       "channelMessageId": "app-1017",
                     *       "status": "delivered",
                     *       "receivedOn": "2026-03-17T14:22:40.633Z"
                     *     }
                     */
                    "application/json": components["schemas"]["InboundMessage"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_reportInboundStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id from the answer to the inbound.
                 * @example 0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90
                 */
                inboundMessageId: string;
                /**
                 * @description What became of it.
                 * @example delivered
                 */
                status: "delivered" | "read";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InboundStatusReport"];
            };
        };
        responses: {
            /** @description The inbound. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90",
                     *       "messageId": "0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90",
                     *       "channel": "partnerApp",
                     *       "from": {
                     *         "profileId": "joe.blogs@acme.com"
                     *       },
                     *       "to": {
                     *         "channelId": "partnerApp"
                     *       },
                     *       "body": "Where is my order?",
                     *       "channelMessageId": "app-1017",
                     *       "status": "delivered",
                     *       "receivedOn": "2026-03-17T14:22:40.633Z"
                     *     }
                     */
                    "application/json": components["schemas"]["InboundMessage"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    queryProfiles: {
        parameters: {
            query?: {
                /** @description At most so many. */
                $limit?: number;
                /** @description Leaves out the first. */
                $skip?: number;
                /** @description Only these fields, with commas between. */
                $fields?: string;
                /** @description By these fields, with commas between; `-` before a name turns it round. */
                $sort?: string;
                /** @description Deleted ones too. */
                $includeDeleted?: boolean;
                /** @description With the system fields. */
                $includeSystem?: boolean;
                /** @description Only the names of the fields that were found. */
                $schemaOnly?: boolean;
            };
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found; with `$schemaOnly` the names of its fields. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "joe.blogs@acme.com",
                     *         "firstName": "Joe",
                     *         "lastName": "Blogs",
                     *         "email": "joe.blogs@acme.com",
                     *         "phoneNumber": "447123123123",
                     *         "_createdOn": "2026-03-17T14:22:40.633Z",
                     *         "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *         "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *         "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Profile"][] | string[];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["queryTooSlow"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    createProfile: {
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
                "application/json": components["schemas"]["ProfileFields"];
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
                     *       "id": "joe.blogs@acme.com",
                     *       "firstName": "Joe",
                     *       "lastName": "Blogs",
                     *       "email": "joe.blogs@acme.com",
                     *       "phoneNumber": "447123123123",
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_queryProfiles: {
        parameters: {
            query?: {
                /** @description At most so many. */
                $limit?: number;
                /** @description Leaves out the first. */
                $skip?: number;
                /** @description Only these fields, with commas between. */
                $fields?: string;
                /** @description By these fields, with commas between; `-` before a name turns it round. */
                $sort?: string;
                /** @description Deleted ones too. */
                $includeDeleted?: boolean;
                /** @description With the system fields. */
                $includeSystem?: boolean;
                /** @description Only the names of the fields that were found. */
                $schemaOnly?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found; with `$schemaOnly` the names of its fields. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "joe.blogs@acme.com",
                     *         "firstName": "Joe",
                     *         "lastName": "Blogs",
                     *         "email": "joe.blogs@acme.com",
                     *         "phoneNumber": "447123123123",
                     *         "_createdOn": "2026-03-17T14:22:40.633Z",
                     *         "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *         "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *         "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Profile"][] | string[];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["queryTooSlow"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_createProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileFields"];
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
                     *       "id": "joe.blogs@acme.com",
                     *       "firstName": "Joe",
                     *       "lastName": "Blogs",
                     *       "email": "joe.blogs@acme.com",
                     *       "phoneNumber": "447123123123",
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    getProfile: {
        parameters: {
            query?: {
                /** @description A deleted one too. */
                includeDeleted?: boolean;
            };
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The profile. */
                profileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The profile. */
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
                     *       "id": "joe.blogs@acme.com",
                     *       "firstName": "Joe",
                     *       "lastName": "Blogs",
                     *       "email": "joe.blogs@acme.com",
                     *       "phoneNumber": "447123123123",
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Profile"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    replaceProfile: {
        parameters: {
            query?: {
                /** @description Brings it back. */
                undelete?: boolean;
            };
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The profile. */
                profileId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProfileFields"];
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
                     *       "id": "joe.blogs@acme.com",
                     *       "firstName": "Joe",
                     *       "lastName": "Blogs",
                     *       "email": "joe.blogs@acme.com",
                     *       "phoneNumber": "447123123123",
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            409: components["responses"]["conflict"];
            412: components["responses"]["preconditionFailed"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteProfile: {
        parameters: {
            query?: {
                /** @description Erases for good. */
                forget?: boolean;
            };
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The profile. */
                profileId: string;
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
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    mergeProfile: {
        parameters: {
            query?: {
                /** @description Makes it when it is not there. */
                allowcreate?: boolean;
                /** @description Takes these fields out, with commas between. */
                deletes?: string;
            };
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The profile. */
                profileId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileFields"];
            };
        };
        responses: {
            /** @description Changed. */
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
                     *       "id": "joe.blogs@acme.com",
                     *       "firstName": "Joe",
                     *       "lastName": "Blogs",
                     *       "email": "joe.blogs@acme.com",
                     *       "phoneNumber": "447123123123",
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            409: components["responses"]["conflict"];
            412: components["responses"]["preconditionFailed"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_getProfile: {
        parameters: {
            query?: {
                /** @description A deleted one too. */
                includeDeleted?: boolean;
            };
            header?: never;
            path: {
                /** @description The profile. */
                profileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The profile. */
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
                     *       "id": "joe.blogs@acme.com",
                     *       "firstName": "Joe",
                     *       "lastName": "Blogs",
                     *       "email": "joe.blogs@acme.com",
                     *       "phoneNumber": "447123123123",
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Profile"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_replaceProfile: {
        parameters: {
            query?: {
                /** @description Brings it back. */
                undelete?: boolean;
            };
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The profile. */
                profileId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProfileFields"];
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
                     *       "id": "joe.blogs@acme.com",
                     *       "firstName": "Joe",
                     *       "lastName": "Blogs",
                     *       "email": "joe.blogs@acme.com",
                     *       "phoneNumber": "447123123123",
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            409: components["responses"]["conflict"];
            412: components["responses"]["preconditionFailed"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_deleteProfile: {
        parameters: {
            query?: {
                /** @description Erases for good. */
                forget?: boolean;
            };
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The profile. */
                profileId: string;
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
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_mergeProfile: {
        parameters: {
            query?: {
                /** @description Makes it when it is not there. */
                allowcreate?: boolean;
                /** @description Takes these fields out, with commas between. */
                deletes?: string;
            };
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The profile. */
                profileId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileFields"];
            };
        };
        responses: {
            /** @description Changed. */
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
                     *       "id": "joe.blogs@acme.com",
                     *       "firstName": "Joe",
                     *       "lastName": "Blogs",
                     *       "email": "joe.blogs@acme.com",
                     *       "phoneNumber": "447123123123",
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            409: components["responses"]["conflict"];
            412: components["responses"]["preconditionFailed"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteProfiles: {
        parameters: {
            query: {
                /**
                 * @description A profile; there once for each.
                 * @example [
                 *       "joe.blogs@acme.com"
                 *     ]
                 */
                id: string[];
                /** @description Erases the people for good, with what their messages say; at most 100 of them. */
                forget?: boolean;
            };
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One entry a profile: 204 or 404. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "joe.blogs@acme.com",
                     *         "status": 200
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["BulkResult"][];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    mergeProfiles: {
        parameters: {
            query?: {
                /** @description Makes those that are not there; true unless it is said to be false. */
                allowcreate?: boolean;
            };
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": (components["schemas"]["ProfileFields"] & Record<string, never>)[];
            };
        };
        responses: {
            /** @description One entry a profile, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "joe.blogs@acme.com",
                     *         "status": 200
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["BulkResult"][];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_deleteProfiles: {
        parameters: {
            query: {
                /**
                 * @description A profile; there once for each.
                 * @example [
                 *       "joe.blogs@acme.com"
                 *     ]
                 */
                id: string[];
                /** @description Erases the people for good, with what their messages say; at most 100 of them. */
                forget?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One entry a profile: 204 or 404. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "joe.blogs@acme.com",
                     *         "status": 200
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["BulkResult"][];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_mergeProfiles: {
        parameters: {
            query?: {
                /** @description Makes those that are not there; true unless it is said to be false. */
                allowcreate?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": (components["schemas"]["ProfileFields"] & Record<string, never>)[];
            };
        };
        responses: {
            /** @description One entry a profile, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "joe.blogs@acme.com",
                     *         "status": 200
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["BulkResult"][];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    exportProfiles: {
        parameters: {
            query?: {
                /** @description A query string as `GET …/profiles` takes it, percent-encoded; all profiles without it. */
                query?: string;
            };
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileExport"];
            };
        };
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"][];
                    "text/csv": string;
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_exportProfiles: {
        parameters: {
            query?: {
                /** @description A query string as `GET …/profiles` takes it, percent-encoded; all profiles without it. */
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileExport"];
            };
        };
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"][];
                    "text/csv": string;
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    getDefaultOptIns: {
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
            /** @description By channel. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "fbMessenger": true,
                     *       "sms": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptIns"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    setDefaultOptIns: {
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
                "application/json": components["schemas"]["OptIns"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "fbMessenger": true,
                     *       "sms": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptIns"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_getDefaultOptIns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By channel. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "fbMessenger": true,
                     *       "sms": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptIns"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_setDefaultOptIns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OptIns"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "fbMessenger": true,
                     *       "sms": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptIns"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    getOptIns: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The profile. */
                profileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By channel; what they did not speak of is left out. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "fbMessenger": true,
                     *       "sms": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptIns"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    optIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The profile. */
                profileId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    channels: string[];
                };
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "fbMessenger": true,
                     *       "sms": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptIns"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    optOut: {
        parameters: {
            query?: {
                /** @description On this channel, which may be there several times; on none at all when left out. */
                channel?: string[];
            };
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The profile. */
                profileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "fbMessenger": true,
                     *       "sms": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptIns"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_getOptIns: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The profile. */
                profileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By channel; what they did not speak of is left out. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "fbMessenger": true,
                     *       "sms": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptIns"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_optIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The profile. */
                profileId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    channels: string[];
                };
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "fbMessenger": true,
                     *       "sms": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptIns"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_optOut: {
        parameters: {
            query?: {
                /** @description On this channel, which may be there several times; on none at all when left out. */
                channel?: string[];
            };
            header?: never;
            path: {
                /** @description The profile. */
                profileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "fbMessenger": true,
                     *       "sms": false
                     *     }
                     */
                    "application/json": components["schemas"]["OptIns"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    listProfileLinks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The profile. */
                profileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By the ids of the others. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "profileId": "joe.blogs@acme.com",
                     *         "linkedId": "joe@example.com",
                     *         "isPrimary": false
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ProfileLink"][];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_listProfileLinks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The profile. */
                profileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By the ids of the others. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "profileId": "joe.blogs@acme.com",
                     *         "linkedId": "joe@example.com",
                     *         "isPrimary": false
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ProfileLink"][];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    linkProfiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The profile. */
                profileId: string;
                /**
                 * @description What the other profile is: another of the same person, or the one that stands for all.
                 * @example link
                 */
                kind: "link" | "primary";
                /** @description The other profile. */
                linkedId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "profileId": "joe.blogs@acme.com",
                     *       "linkedId": "joe@example.com",
                     *       "isPrimary": false
                     *     }
                     */
                    "application/json": components["schemas"]["ProfileLink"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            409: components["responses"]["conflict"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    unlinkProfiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The profile. */
                profileId: string;
                /**
                 * @description What the other profile is: another of the same person, or the one that stands for all.
                 * @example link
                 */
                kind: "link" | "primary";
                /** @description The other profile. */
                linkedId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was taken away. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "profileId": "joe.blogs@acme.com",
                     *       "linkedId": "joe@example.com",
                     *       "isPrimary": false
                     *     }
                     */
                    "application/json": components["schemas"]["ProfileLink"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_linkProfiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The profile. */
                profileId: string;
                /**
                 * @description What the other profile is: another of the same person, or the one that stands for all.
                 * @example link
                 */
                kind: "link" | "primary";
                /** @description The other profile. */
                linkedId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "profileId": "joe.blogs@acme.com",
                     *       "linkedId": "joe@example.com",
                     *       "isPrimary": false
                     *     }
                     */
                    "application/json": components["schemas"]["ProfileLink"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            409: components["responses"]["conflict"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_unlinkProfiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The profile. */
                profileId: string;
                /**
                 * @description What the other profile is: another of the same person, or the one that stands for all.
                 * @example link
                 */
                kind: "link" | "primary";
                /** @description The other profile. */
                linkedId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was taken away. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "profileId": "joe.blogs@acme.com",
                     *       "linkedId": "joe@example.com",
                     *       "isPrimary": false
                     *     }
                     */
                    "application/json": components["schemas"]["ProfileLink"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The profile. */
                profileId: string;
                /**
                 * @description The device.
                 * @example a-phone
                 */
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            /** @description Always: there is no such device. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The profile has no device with this id: this gateway has no push channels.",
                     *       "code": "notFound"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_deleteDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The profile. */
                profileId: string;
                /**
                 * @description The device.
                 * @example a-phone
                 */
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            /** @description Always: there is no such device. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The profile has no device with this id: this gateway has no push channels.",
                     *       "code": "notFound"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    countDevices: {
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
                "application/json": {
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description One entry a profile. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "joe.blogs@acme.com",
                     *         "pushDevicesCount": 0,
                     *         "fcm": [],
                     *         "apns": []
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["PushDevices"][];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_countDevices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description One entry a profile. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "joe.blogs@acme.com",
                     *         "pushDevicesCount": 0,
                     *         "fcm": [],
                     *         "apns": []
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["PushDevices"][];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    listTemplates: {
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
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "order-ready",
                     *         "name": "Order is ready",
                     *         "description": "Sent from the shop floor",
                     *         "messageParts": [
                     *           {
                     *             "type": "text/plain",
                     *             "data": "Your order is ready, {{profile.firstName}}."
                     *           }
                     *         ],
                     *         "_createdOn": "2026-03-17T14:22:40.633Z",
                     *         "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *         "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *         "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Template"][];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    createTemplate: {
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
                "application/json": components["schemas"]["TemplateSettings"];
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
                     *       "id": "order-ready",
                     *       "name": "Order is ready",
                     *       "description": "Sent from the shop floor",
                     *       "messageParts": [
                     *         {
                     *           "type": "text/plain",
                     *           "data": "Your order is ready, {{profile.firstName}}."
                     *         }
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Template"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_listTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "order-ready",
                     *         "name": "Order is ready",
                     *         "description": "Sent from the shop floor",
                     *         "messageParts": [
                     *           {
                     *             "type": "text/plain",
                     *             "data": "Your order is ready, {{profile.firstName}}."
                     *           }
                     *         ],
                     *         "_createdOn": "2026-03-17T14:22:40.633Z",
                     *         "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *         "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *         "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Template"][];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_createTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateSettings"];
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
                     *       "id": "order-ready",
                     *       "name": "Order is ready",
                     *       "description": "Sent from the shop floor",
                     *       "messageParts": [
                     *         {
                     *           "type": "text/plain",
                     *           "data": "Your order is ready, {{profile.firstName}}."
                     *         }
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Template"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    getTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The template. */
                templateId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The template. */
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
                     *       "id": "order-ready",
                     *       "name": "Order is ready",
                     *       "description": "Sent from the shop floor",
                     *       "messageParts": [
                     *         {
                     *           "type": "text/plain",
                     *           "data": "Your order is ready, {{profile.firstName}}."
                     *         }
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Template"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    replaceTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The template. */
                templateId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateSettings"];
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
                     *       "id": "order-ready",
                     *       "name": "Order is ready",
                     *       "description": "Sent from the shop floor",
                     *       "messageParts": [
                     *         {
                     *           "type": "text/plain",
                     *           "data": "Your order is ready, {{profile.firstName}}."
                     *         }
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Template"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            409: components["responses"]["conflict"];
            412: components["responses"]["preconditionFailed"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The template. */
                templateId: string;
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
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_getTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The template. */
                templateId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The template. */
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
                     *       "id": "order-ready",
                     *       "name": "Order is ready",
                     *       "description": "Sent from the shop floor",
                     *       "messageParts": [
                     *         {
                     *           "type": "text/plain",
                     *           "data": "Your order is ready, {{profile.firstName}}."
                     *         }
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Template"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_replaceTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The template. */
                templateId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateSettings"];
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
                     *       "id": "order-ready",
                     *       "name": "Order is ready",
                     *       "description": "Sent from the shop floor",
                     *       "messageParts": [
                     *         {
                     *           "type": "text/plain",
                     *           "data": "Your order is ready, {{profile.firstName}}."
                     *         }
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["Template"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            409: components["responses"]["conflict"];
            412: components["responses"]["preconditionFailed"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_deleteTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The template. */
                templateId: string;
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
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    listRuleSets: {
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
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "Facebook-First",
                     *         "rules": [
                     *           "fbMessenger",
                     *           "sms"
                     *         ],
                     *         "_createdOn": "2026-03-17T14:22:40.633Z",
                     *         "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *         "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *         "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["RuleSet"][];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    createRuleSet: {
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
                "application/json": components["schemas"]["RuleSetSettings"];
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
                     *       "id": "Facebook-First",
                     *       "rules": [
                     *         "fbMessenger",
                     *         "sms"
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["RuleSet"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_listRuleSets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "Facebook-First",
                     *         "rules": [
                     *           "fbMessenger",
                     *           "sms"
                     *         ],
                     *         "_createdOn": "2026-03-17T14:22:40.633Z",
                     *         "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *         "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *         "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["RuleSet"][];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_createRuleSet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleSetSettings"];
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
                     *       "id": "Facebook-First",
                     *       "rules": [
                     *         "fbMessenger",
                     *         "sms"
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["RuleSet"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    getRuleSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The rule set. */
                ruleSetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule set. */
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
                     *       "id": "Facebook-First",
                     *       "rules": [
                     *         "fbMessenger",
                     *         "sms"
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["RuleSet"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    replaceRuleSet: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The rule set. */
                ruleSetId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleSetSettings"];
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
                     *       "id": "Facebook-First",
                     *       "rules": [
                     *         "fbMessenger",
                     *         "sms"
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["RuleSet"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            412: components["responses"]["preconditionFailed"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteRuleSet: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The rule set. */
                ruleSetId: string;
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
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_getRuleSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The rule set. */
                ruleSetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule set. */
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
                     *       "id": "Facebook-First",
                     *       "rules": [
                     *         "fbMessenger",
                     *         "sms"
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["RuleSet"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_replaceRuleSet: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The rule set. */
                ruleSetId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleSetSettings"];
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
                     *       "id": "Facebook-First",
                     *       "rules": [
                     *         "fbMessenger",
                     *         "sms"
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628"
                     *     }
                     */
                    "application/json": components["schemas"]["RuleSet"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            412: components["responses"]["preconditionFailed"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_deleteRuleSet: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done. */
                "If-Match"?: string;
            };
            path: {
                /** @description The rule set. */
                ruleSetId: string;
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
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description Deleted ones too. */
                includeDeleted?: boolean;
                /** @description Extension of this gateway: not part of Comapi’s API. At most so many. */
                limit?: number;
                /** @description Extension of this gateway: not part of Comapi’s API. The id of the last one of the page before. */
                after?: string;
            };
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, oldest first. */
            200: {
                headers: {
                    /** @description `<?…>; rel="next"` when there are more: the query of the next page. */
                    Link?: string;
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
                     *         "batch": false,
                     *         "maxBatchSize": 100,
                     *         "batchTimeout": 5,
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
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
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
                     *       "batch": false,
                     *       "maxBatchSize": 100,
                     *       "batchTimeout": 5,
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
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_listWebhooks: {
        parameters: {
            query?: {
                /** @description Deleted ones too. */
                includeDeleted?: boolean;
                /** @description Extension of this gateway: not part of Comapi’s API. At most so many. */
                limit?: number;
                /** @description Extension of this gateway: not part of Comapi’s API. The id of the last one of the page before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, oldest first. */
            200: {
                headers: {
                    /** @description `<?…>; rel="next"` when there are more: the query of the next page. */
                    Link?: string;
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
                     *         "batch": false,
                     *         "maxBatchSize": 100,
                     *         "batchTimeout": 5,
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
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
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
                     *       "batch": false,
                     *       "maxBatchSize": 100,
                     *       "batchTimeout": 5,
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
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    listAvailableEvents: {
        parameters: {
            query?: {
                /** @description With the JSON Schema of each. */
                includeSchemas?: boolean;
            };
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "type": "message.read",
                     *         "description": "The person has read the message.",
                     *         "filters": [
                     *           {
                     *             "name": "channel",
                     *             "required": false,
                     *             "description": "Only events of this channel."
                     *           }
                     *         ]
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["AvailableEvent"][];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_listAvailableEvents: {
        parameters: {
            query?: {
                /** @description With the JSON Schema of each. */
                includeSchemas?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "type": "message.read",
                     *         "description": "The person has read the message.",
                     *         "filters": [
                     *           {
                     *             "name": "channel",
                     *             "required": false,
                     *             "description": "Only events of this channel."
                     *           }
                     *         ]
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["AvailableEvent"][];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    listAvailableTemplates: {
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
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AvailableTemplate"][];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_listAvailableTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AvailableTemplate"][];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    getWebhook: {
        parameters: {
            query?: {
                /** @description Deleted ones too. */
                includeDeleted?: boolean;
            };
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
                     *       "batch": false,
                     *       "maxBatchSize": 100,
                     *       "batchTimeout": 5,
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "lag": {
                     *         "seconds": 0
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
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
                     *       "batch": false,
                     *       "maxBatchSize": 100,
                     *       "batchTimeout": 5,
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
            429: components["responses"]["tooManyRequests"];
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
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_getWebhook: {
        parameters: {
            query?: {
                /** @description Deleted ones too. */
                includeDeleted?: boolean;
            };
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
                     *       "batch": false,
                     *       "maxBatchSize": 100,
                     *       "batchTimeout": 5,
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_createdBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedBy": "access:3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "lag": {
                     *         "seconds": 0
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
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
                     *       "batch": false,
                     *       "maxBatchSize": 100,
                     *       "batchTimeout": 5,
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
            429: components["responses"]["tooManyRequests"];
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
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description Only these. */
                state?: "pending" | "delivered" | "dead";
                /** @description At most so many. */
                limit?: number;
                /** @description `next` of the page before. */
                after?: string;
            };
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
            /** @description One page, newest first. It may be short, even empty, and still have a `next`: one call looks at so many events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: components["schemas"]["Delivery"][];
                        /**
                         * Format: uuid
                         * @description For `after` of the next page.
                         */
                        next?: string;
                    };
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_listDeliveries: {
        parameters: {
            query?: {
                /** @description Only these. */
                state?: "pending" | "delivered" | "dead";
                /** @description At most so many. */
                limit?: number;
                /** @description `next` of the page before. */
                after?: string;
            };
            header?: never;
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, newest first. It may be short, even empty, and still have a `next`: one call looks at so many events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: components["schemas"]["Delivery"][];
                        /**
                         * Format: uuid
                         * @description For `after` of the next page.
                         */
                        next?: string;
                    };
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    replayEvents: {
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
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Replay"];
            };
        };
        responses: {
            /** @description They go out by themselves. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 12
                     *     }
                     */
                    "application/json": {
                        /** @description How many. */
                        count: number;
                    };
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_replayEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Replay"];
            };
        };
        responses: {
            /** @description They go out by themselves. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 12
                     *     }
                     */
                    "application/json": {
                        /** @description How many. */
                        count: number;
                    };
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    testWebhook: {
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
            /** @description What the receiver made of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivered": true,
                     *       "status": 200
                     *     }
                     */
                    "application/json": {
                        delivered: boolean;
                        /** @description The receiver’s answer. */
                        status?: number;
                        /** @description Why it was not delivered. */
                        error?: string;
                    };
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_testWebhook: {
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
            /** @description What the receiver made of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivered": true,
                     *       "status": 200
                     *     }
                     */
                    "application/json": {
                        delivered: boolean;
                        /** @description The receiver’s answer. */
                        status?: number;
                        /** @description Why it was not delivered. */
                        error?: string;
                    };
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    createFacebookState: {
        parameters: {
            query?: {
                /** @description Below `/cpaas`: has to be the token’s own. */
                apiSpaceId?: string;
            };
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The profile. With the further fields about 130 bytes find room. */
                    profileId: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description A JSON string. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_createFacebookState: {
        parameters: {
            query?: {
                /** @description Below `/cpaas`: has to be the token’s own. */
                apiSpaceId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The profile. With the further fields about 130 bytes find room. */
                    profileId: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description A JSON string. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    listDedicatedNumbers: {
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
            /** @description In the order of the numbers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "number": "447123123123",
                     *         "countryIsoCode": "GBR"
                     *       }
                     *     ]
                     */
                    "application/json": {
                        /** @description Digits, with the country code unless it is a short code. */
                        number: string;
                        /** @description The word on a shared short code. */
                        keyword?: string;
                        /** @description ISO 3166, three letters; there when the account has the setting `countryIsoCode`. */
                        countryIsoCode?: string;
                    }[];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_listDedicatedNumbers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order of the numbers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "number": "447123123123",
                     *         "countryIsoCode": "GBR"
                     *       }
                     *     ]
                     */
                    "application/json": {
                        /** @description Digits, with the country code unless it is a short code. */
                        number: string;
                        /** @description The word on a shared short code. */
                        keyword?: string;
                        /** @description ISO 3166, three letters; there when the account has the setting `countryIsoCode`. */
                        countryIsoCode?: string;
                    }[];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    listShortCodes: {
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
            /** @description In the order of the numbers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "number": "62226"
                     *       }
                     *     ]
                     */
                    "application/json": {
                        /** @description Digits, with the country code unless it is a short code. */
                        number: string;
                        /** @description The word on a shared short code. */
                        keyword?: string;
                        /** @description ISO 3166, three letters; there when the account has the setting `countryIsoCode`. */
                        countryIsoCode?: string;
                    }[];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_listShortCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order of the numbers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "number": "62226"
                     *       }
                     *     ]
                     */
                    "application/json": {
                        /** @description Digits, with the country code unless it is a short code. */
                        number: string;
                        /** @description The word on a shared short code. */
                        keyword?: string;
                        /** @description ISO 3166, three letters; there when the account has the setting `countryIsoCode`. */
                        countryIsoCode?: string;
                    }[];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    listKeywords: {
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
            /** @description In the order of the numbers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example [] */
                    "application/json": {
                        /** @description Digits, with the country code unless it is a short code. */
                        number: string;
                        /** @description The word on a shared short code. */
                        keyword?: string;
                        /** @description ISO 3166, three letters; there when the account has the setting `countryIsoCode`. */
                        countryIsoCode?: string;
                    }[];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_listKeywords: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order of the numbers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example [] */
                    "application/json": {
                        /** @description Digits, with the country code unless it is a short code. */
                        number: string;
                        /** @description The word on a shared short code. */
                        keyword?: string;
                        /** @description ISO 3166, three letters; there when the account has the setting `countryIsoCode`. */
                        countryIsoCode?: string;
                    }[];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    listAccessTokens: {
        parameters: {
            query?: {
                /** @description At most so many. */
                limit?: number;
                /** @description `next` of the page before. */
                after?: string;
            };
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessTokens": [
                     *         {
                     *           "id": "3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *           "name": "Web shop",
                     *           "permissions": [
                     *             "messages:send",
                     *             "messages:read"
                     *           ],
                     *           "_createdOn": "2026-03-17T14:22:40.633Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        accessTokens: components["schemas"]["AccessToken"][];
                        /**
                         * Format: uuid
                         * @description For `after` of the next page; left out on the last.
                         */
                        next?: string;
                    };
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    createAccessToken: {
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
                "application/json": components["schemas"]["AccessTokenSettings"];
            };
        };
        responses: {
            /** @description Made; the only answer that shows the token. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "name": "Web shop",
                     *       "permissions": [
                     *         "messages:send",
                     *         "messages:read"
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "accessToken": "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"
                     *     }
                     */
                    "application/json": components["schemas"]["NewAccessToken"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_listAccessTokens: {
        parameters: {
            query?: {
                /** @description At most so many. */
                limit?: number;
                /** @description `next` of the page before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessTokens": [
                     *         {
                     *           "id": "3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *           "name": "Web shop",
                     *           "permissions": [
                     *             "messages:send",
                     *             "messages:read"
                     *           ],
                     *           "_createdOn": "2026-03-17T14:22:40.633Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        accessTokens: components["schemas"]["AccessToken"][];
                        /**
                         * Format: uuid
                         * @description For `after` of the next page; left out on the last.
                         */
                        next?: string;
                    };
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_createAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessTokenSettings"];
            };
        };
        responses: {
            /** @description Made; the only answer that shows the token. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "name": "Web shop",
                     *       "permissions": [
                     *         "messages:send",
                     *         "messages:read"
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "accessToken": "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"
                     *     }
                     */
                    "application/json": components["schemas"]["NewAccessToken"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            409: components["responses"]["conflict"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    getAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The token’s id. */
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it may do; not the token itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "name": "Web shop",
                     *       "permissions": [
                     *         "messages:send",
                     *         "messages:read"
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    revokeAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The token’s id. */
                tokenId: string;
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
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_getAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token’s id. */
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it may do; not the token itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3dd1558a-9db3-406a-8460-cbe5100a7628",
                     *       "name": "Web shop",
                     *       "permissions": [
                     *         "messages:send",
                     *         "messages:read"
                     *       ],
                     *       "_createdOn": "2026-03-17T14:22:40.633Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_revokeAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token’s id. */
                tokenId: string;
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
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                /** @description At most so many. */
                limit?: number;
                /** @description `next` of the page before. */
                after?: string;
            };
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accounts": [
                     *         {
                     *           "id": "7c6a4f0e-93f7-4a43-a4a5-5ad0b1c7c8b2",
                     *           "channel": "fbMessenger",
                     *           "address": "109988776655443",
                     *           "settings": {
                     *             "appId": "1234567890"
                     *           },
                     *           "health": "active",
                     *           "_createdOn": "2026-03-17T14:22:40.633Z",
                     *           "_updatedOn": "2026-03-17T14:22:40.633Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        accounts: components["schemas"]["Account"][];
                        /**
                         * Format: uuid
                         * @description For `after` of the next page; left out on the last.
                         */
                        next?: string;
                    };
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    connectAccount: {
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
                "application/json": components["schemas"]["AccountSettings"];
            };
        };
        responses: {
            /** @description Connected. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7c6a4f0e-93f7-4a43-a4a5-5ad0b1c7c8b2",
                     *       "channel": "fbMessenger",
                     *       "address": "109988776655443",
                     *       "settings": {
                     *         "appId": "1234567890"
                     *       },
                     *       "health": "active",
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_listAccounts: {
        parameters: {
            query?: {
                /** @description At most so many. */
                limit?: number;
                /** @description `next` of the page before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accounts": [
                     *         {
                     *           "id": "7c6a4f0e-93f7-4a43-a4a5-5ad0b1c7c8b2",
                     *           "channel": "fbMessenger",
                     *           "address": "109988776655443",
                     *           "settings": {
                     *             "appId": "1234567890"
                     *           },
                     *           "health": "active",
                     *           "_createdOn": "2026-03-17T14:22:40.633Z",
                     *           "_updatedOn": "2026-03-17T14:22:40.633Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        accounts: components["schemas"]["Account"][];
                        /**
                         * Format: uuid
                         * @description For `after` of the next page; left out on the last.
                         */
                        next?: string;
                    };
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_connectAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountSettings"];
            };
        };
        responses: {
            /** @description Connected. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7c6a4f0e-93f7-4a43-a4a5-5ad0b1c7c8b2",
                     *       "channel": "fbMessenger",
                     *       "address": "109988776655443",
                     *       "settings": {
                     *         "appId": "1234567890"
                     *       },
                     *       "health": "active",
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["validation"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The account. */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account, without its secrets. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7c6a4f0e-93f7-4a43-a4a5-5ad0b1c7c8b2",
                     *       "channel": "fbMessenger",
                     *       "address": "109988776655443",
                     *       "settings": {
                     *         "appId": "1234567890"
                     *       },
                     *       "health": "active",
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    removeAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The account. */
                accountId: string;
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
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account. */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account, without its secrets. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7c6a4f0e-93f7-4a43-a4a5-5ad0b1c7c8b2",
                     *       "channel": "fbMessenger",
                     *       "address": "109988776655443",
                     *       "settings": {
                     *         "appId": "1234567890"
                     *       },
                     *       "health": "active",
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_removeAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account. */
                accountId: string;
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
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    releaseAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The apiSpace that the access token belongs to. */
                apiSpaceId: string;
                /** @description The account. */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Released. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7c6a4f0e-93f7-4a43-a4a5-5ad0b1c7c8b2",
                     *       "channel": "fbMessenger",
                     *       "address": "109988776655443",
                     *       "settings": {
                     *         "appId": "1234567890"
                     *       },
                     *       "health": "active",
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    cpaas_releaseAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account. */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Released. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7c6a4f0e-93f7-4a43-a4a5-5ad0b1c7c8b2",
                     *       "channel": "fbMessenger",
                     *       "address": "109988776655443",
                     *       "settings": {
                     *         "appId": "1234567890"
                     *       },
                     *       "health": "active",
                     *       "_createdOn": "2026-03-17T14:22:40.633Z",
                     *       "_updatedOn": "2026-03-17T14:22:40.633Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            503: components["responses"]["unavailable"];
        };
    };
    followLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The end of the link. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description On to the address that stood in the message. */
            302: {
                headers: {
                    /** @description The address. */
                    Location?: string;
                    /** @description `no-store`: the next click comes here too. */
                    "Cache-Control"?: string;
                    /** @description `no-referrer`. */
                    "Referrer-Policy"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The link leads nowhere. A page for browsers, JSON for all others. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "text/html": string;
                };
            };
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
    receiveChannelEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The channel’s webhook path.
                 * @example facebook
                 */
                path: string;
            };
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
            404: components["responses"]["notFound"];
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
    liveToo: {
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
            401: components["responses"]["unauthorized"];
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
    on_interaction_click: {
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
                    name?: "interaction.click";
                    payload?: components["schemas"]["LinkClick"];
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
