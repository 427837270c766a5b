// What the routes ask of the chat and of the store.
import type { ChatService } from '../chat/chat-service.ts';
import type { Limiter } from '../chat/ports/limiter.ts';
import { bucketsOf } from '../chat/access/rate-limits.ts';
import { ChatError } from '../../protocol/errors.ts';
import { canonicalAddress } from '../network/address.ts';
import type { createHttpApp } from '../http/app.ts';
import { identify } from '../http/access/identify.ts';
import { uploadRoutes } from '../http/uploads/routes.ts';
import type { UploadsUnderWay } from '../http/uploads/under-way.ts';
import type { Logger } from '../logging/logger.ts';
import type { Settings } from '../settings/read-settings.ts';
import type { Store } from '../store/store.ts';

export interface HttpPartsOptions {
  settings: Settings;
  chat: ChatService;
  store: Store;
  limiter: Limiter;
  uploadsUnderWay: UploadsUnderWay;
  log: Pick<Logger, 'info' | 'warn'>;
}

/** The chat as the routes need it, and the uploads. */
export function httpParts({
  settings,
  chat,
  store,
  limiter,
  uploadsUnderWay,
  log,
}: HttpPartsOptions): Pick<Parameters<typeof createHttpApp>[0], 'chat' | 'uploads'> {
  return {
    chat: {
      channels: () => chat.listChannels(),
      history: (channelId, { address, token, ...page }) =>
        chat.messages.history({ address, token }, channelId, page),
      post: ({ channelId, draft, user, token, address }) =>
        chat.messages.post({ address, token }, channelId, draft, user),
      room: () => chat.roomInfo(),
    },
    uploads: uploadRoutes({
      uploads: store.uploads,
      limit: () => settings.maxUpload,
      types: () => settings.uploadTypes,
      admit: (request, response) => {
        const wait = limiter.consume('upload', bucketsOf(identify(request)));
        if (wait > 0) throw new ChatError('rate_limited', undefined, { retry_after_ms: wait });
        uploadsUnderWay.admit(response);
      },
      onStored: (request, { filename, size }) => {
        log.info('upload-stored', {
          file: filename,
          bytes: size,
          address: canonicalAddress(request.socket.remoteAddress),
        });
      },
      onRefused: (request, reason) => {
        log.warn('upload-refused', { reason, address: canonicalAddress(request.socket.remoteAddress) });
      },
    }),
  };
}
