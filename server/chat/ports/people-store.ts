/** What is stored of a person permanently. */
export interface PersonRecord {
  id: string;
  /** The name last used */
  name: string;
  /** Hash of the secret; undefined if the id was first seen without one: then it can never be bound */
  tokenHash: string | undefined;
  /** Wall time in ms when last online */
  seenAt: number;
}

/** Everybody who was ever here. */
export interface PeopleStore {
  all(): Iterable<PersonRecord>;
  person(id: string): PersonRecord | undefined;
  /**
   * Visible to `person` immediately; resolves when durable. Rejects if it cannot be stored, and the previous
   * record applies again.
   */
  keep(record: PersonRecord): Promise<void>;
}
