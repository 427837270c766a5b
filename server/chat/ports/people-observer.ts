/** Notified of everything the host sees of people, as it happens; `person` is an id. */
export interface PeopleObserver {
  /** They came, changed their profile, or opened or closed a connection. */
  changed(person: string): void;
  /** They left, and the grace period is over. */
  gone(person: string): void;
  /** They sent a message or are typing. */
  active(person: string): void;
  entered(person: string, channelId: string): void;
  left(person: string, channelId: string): void;
  typing(person: string, channelId: string, isTyping: boolean): void;
}
