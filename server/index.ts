// The server's public face: what the desktop, the command and the tests use.
export { createChatServer, type ChatServer, type ChatServerOptions } from './chat-server.ts';
export type {
  ChannelInfo,
  ChatServerEvents,
  Device,
  Fault,
  JoinAddress,
  LocalName,
  MessageCount,
  NetworkState,
  PeopleChange,
  PersonEvent,
  PersonHere,
  PortTaken,
  ServerState,
  StorageFigures,
} from './server-events.ts';
export type { Channel, ChannelChange, NewChannel } from './contract/channel.ts';
export { ChatError } from './contract/errors.ts';
export type { LogLine } from './logger.ts';
export { choosePort, type ChosenPort } from './choose-port.ts';
export { describeOwner, type PortOwner } from './port-owner.ts';
export { readBuild } from './build.ts';
export {
  aboutSetting,
  checkSettings,
  defaultSettings,
  flagOf,
  readSettings,
  SETTING_NAMES,
  SettingsError,
  type SettingName,
  type Settings,
} from './settings.ts';
export {
  moveDataFolder,
  recoverMove,
  type MoveOptions,
  type MoveProgress,
  type MoveResult,
} from './store/move/move-data-folder.ts';
export { MoveError, type MoveProblem } from './store/move/move-error.ts';
export { VERSION } from './version.ts';
