import { Socket } from 'node:net';

/**
 * A socket that ends when nothing has gone either way for so long. A cable that was pulled, or a firewall that forgot
 * the connection, closes nothing: without this whoever waits on it would wait for ever.
 */
export function answeringSocket(longestSilenceMs: number): Socket {
  const socket = new Socket();
  socket.setTimeout(longestSilenceMs, () => {
    socket.destroy(Object.assign(new Error(`The connection was silent for ${longestSilenceMs} ms.`), { code: 'ETIMEDOUT' }));
  });
  return socket;
}
