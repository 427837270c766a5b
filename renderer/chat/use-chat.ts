// How components read the store and reach the client.
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ChatClient } from './core/client.ts';
import type { ChannelState, ChatState, Language } from './core/model.ts';

export const ClientContext = createContext<ChatClient | null>(null);

/** The client: actions, and the store for what is done on an event. */
export function useClient(): ChatClient {
  const client = useContext(ClientContext);
  if (!client) throw new Error('Components that use the chat belong below ClientContext.Provider');
  return client;
}

/**
 * A part of the state. `select` must answer the same object while nothing changed: a part as it lies in the
 * state, or a plain value;
 * what is made of it belongs into `useMemo`.
 */
export function useChat<T>(select: (now: ChatState) => T): T {
  const { store } = useClient();
  return useSyncExternalStore(store.subscribe, () => select(store.now));
}

/** A part of one channel; `otherwise` where there is none. */
export function useChannel<T>(channelId: string, select: (channel: ChannelState) => T, otherwise: T): T {
  return useChat(({ channels }) => {
    const channel = channels.get(channelId);
    return channel ? select(channel) : otherwise;
  });
}

const browsers: Language =
  typeof navigator !== 'undefined' && navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en';

/** The guest's language, for all below: each text would watch the store for it otherwise. */
export const LanguageContext = createContext<Language>(browsers);

/** The language to provide: chosen, or the browser's. */
export const useChosenLanguage = (): Language =>
  useChat(({ preferences: { language } }) => (language === 'system' ? browsers : language));

/** The guest's language. */
export const useLanguage = (): Language => useContext(LanguageContext);

/** An area's texts in the guest's language. */
export const useTexts = <T>(texts: Record<Language, T>): T => texts[useLanguage()];
