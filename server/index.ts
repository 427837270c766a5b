// The server's public face: what the desktop, the command and the tests use.
export {
  createChatServer,
  createSupervisor,
  type ChatServer,
  type ServerEvent,
  type SupervisorOptions,
} from './runtime/supervisor.ts';
export type { ServerCalls } from './runtime/start-server.ts';
export type { ChatServerOptions } from './runtime/server-options.ts';
export { withDeadline } from './runtime/deadline.ts';
export type {
  ChannelInfo,
  ChatServerEvents,
  Device,
  Fault,
  JoinAddress,
  LocalName,
  MessageCount,
  NetworkState,
  OversizeFile,
  PeopleChange,
  PersonEvent,
  PersonHere,
  PortTaken,
  ServerState,
  StorageFigures,
} from './runtime/server-events.ts';
export type { Channel, ChannelChange, NewChannel } from '../protocol/channel.ts';
export { ChatError } from '../protocol/errors.ts';
export type { LogLine } from './logging/logger.ts';
export { choosePort, type ChosenPort } from './network/port/choose-port.ts';
export { processContext, type LanlineContext } from './cli/process-context.ts';
export { runLanline } from './cli/run-lanline.ts';
export { describeOwner, type PortOwner } from './network/port/port-owner.ts';
export { readBuild } from './runtime/build.ts';
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
} from './settings/read-settings.ts';
export {
  moveDataFolder,
  type MoveOptions,
  type MoveProgress,
  type MoveResult,
} from './store/relocate/move-data-folder.ts';
export { addFinding, type FolderFinding } from './store/folder/folder-findings.ts';
export { MoveError, type MoveProblem } from './store/relocate/move-error.ts';
export { recoverMove } from './store/relocate/recover-move.ts';
export { VERSION } from './runtime/version.ts';
