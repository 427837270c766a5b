// Who may come in: how many people the room takes, and how many of them from one address.

/** Of so many places one is kept for trusted addresses, such as the host's own machine … */
const PLACES_FOR_ONE_KEPT = 20;
/** … but no more than these. */
const MOST_KEPT = 5;
/** One address may have a tenth of the room in any case. */
const SHARE = 10;

export interface PlacesOptions {
  /** People who may be here at once */
  maxPeople: number;
  /** Of these from one address; a tenth of the room where that is more */
  maxPeoplePerAddress: number;
  /** Such addresses have all places */
  isTrusted: (address: string) => boolean;
}

export interface Places {
  /** Why nobody further may come in from there, as a sentence; undefined where somebody may. */
  whyNone(address: string): string | undefined;
  /** Somebody who was not here came in from there. */
  take(id: string, address: string): void;
  /** They have gone. */
  free(id: string): void;
}

export function createPlaces({ maxPeople, maxPeoplePerAddress, isTrusted }: PlacesOptions): Places {
  const addressOf = new Map<string, string>();
  const counts = new Map<string, number>();
  const kept = Math.min(MOST_KEPT, Math.floor(maxPeople / PLACES_FOR_ONE_KEPT));
  const share = Math.max(maxPeoplePerAddress, Math.ceil(maxPeople / SHARE));

  return {
    whyNone(address) {
      const trusted = isTrusted(address);
      if (addressOf.size >= maxPeople - (trusted ? 0 : kept))
        return `The room is full (${String(maxPeople)} people)`;
      if (!trusted && (counts.get(address) ?? 0) >= share)
        return `There are already ${String(share)} people from your address (${address}); the host can let in more`;
      return undefined;
    },
    take(id, address) {
      addressOf.set(id, address);
      counts.set(address, (counts.get(address) ?? 0) + 1);
    },
    free(id) {
      const address = addressOf.get(id);
      if (address === undefined) return;
      addressOf.delete(id);
      const left = (counts.get(address) ?? 1) - 1;
      if (left > 0) counts.set(address, left);
      else counts.delete(address);
    },
  };
}
