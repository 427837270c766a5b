// Old clients in a process of their own: each leaves and joins its channel again on every event it gets.
// Arguments: url, how many.
// Tells the parent when all are in the channel, and at the end how many snapshots they were answered.
import { joinAs } from './servers.ts';

const [url = '', count = '0'] = process.argv.slice(2);
let snapshots = 0;
const sockets = await Promise.all(
  Array.from({ length: Number(count) }, async (_, index) => {
    const socket = await joinAs(url, `old-${String(index)}`, { isOld: true });
    socket.on('channel_messages', () => {
      snapshots += 1;
    });
    const firstAnswer = new Promise<void>((resolve) => {
      socket.once('channel_messages', () => {
        resolve();
      });
    });
    socket.onAny(() => {
      socket.emit('leave_channel', { channel_id: 'general' });
      socket.emit('join_channel', { channel_id: 'general' });
    });
    socket.emit('join_channel', { channel_id: 'general' });
    await firstAnswer;
    return socket;
  }),
);
process.send?.({ ready: true });
process.once('message', () => {
  process.send?.({ snapshots });
  for (const socket of sockets) socket.close();
  process.disconnect();
});
