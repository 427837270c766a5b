// How much of this machine may be spent on one client, one address and everybody: each can be set.
import { about, SIZE, whole } from './about.ts';
import { bytes, formatBytes, wholeNumber } from './values.ts';

const MB = 1024 ** 2;

const size = (value: number, text: string) =>
  bytes(1)
    .default(value)
    .register(about, { text, ...SIZE, shown: formatBytes(value) });

export const budgetSettings = {
  channelMemory: size(64 * MB, 'Memory for the newest messages of all channels together'),
  answerMemory: size(16 * MB, 'Memory for lists of messages that are kept for the next who asks'),
  answersPerAddress: wholeNumber(1, 10_000)
    .default(8)
    .register(about, {
      text: 'Lists of messages that one address may be getting over HTTP at once; further ones wait',
      argument: 'number',
      expected: whole(1, 10_000),
    }),
  answerBurst: size(16 * MB, 'Size of the lists of messages that one address may get at once'),
  answerRate: size(4 * MB, 'Size of such lists that one address may get a second, after that'),
  answerRateInAll: size(8 * MB, 'Size of such lists that are made a second for all addresses together'),
  unreadPerConnection: size(8 * MB, 'What may wait for a connection that does not read; with more it is cut'),
  unreadPerAddress: size(8 * MB, 'The same of all connections of one address together'),
  unreadInAll: size(128 * MB, 'The same of all connections together'),
  connectionRate: wholeNumber(1, 100_000)
    .default(50)
    .register(about, {
      text: 'Connections a second that one address may open; twenty times as many at once',
      argument: 'number',
      expected: whole(1, 100_000),
    }),
};
