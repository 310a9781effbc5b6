/** The injection token of the channel registry. */
export const CHANNELS = 'CHANNELS';
