// The server's public face: what the desktop, the command and the tests use.
export { createChatServer, type ChatServer, type ChatServerOptions } from './chat-server.ts';
export type { ChatServerEvents, MessageCount, PersonEvent, ServerState, StorageFigures } from './server-events.ts';
export { defaultSettings, type Settings } from './settings.ts';
