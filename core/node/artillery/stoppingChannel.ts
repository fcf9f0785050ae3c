/** Between the threads of Artillery: a message says that it is about to be stopped. */
export const STOPPING_CHANNEL = 'headroom-stopping';
