// How many answers with messages one address is getting at once: each is held in memory until it has been sent.
export interface AnswerGate {
  /** Resolves when it is this address's turn, in order. To be ended with what it resolves to. */
  enter(address: string): Promise<() => void>;
}

export interface AnswerGateOptions {
  perAddress: number;
  /** Such addresses may get any number */
  isTrusted: (address: string) => boolean;
}

export function createAnswerGate({ perAddress, isTrusted }: AnswerGateOptions): AnswerGate {
  const places = new Map<string, { taken: number; waiting: (() => void)[] }>();

  const leave = (address: string): void => {
    const place = places.get(address);
    if (!place) return;
    const next = place.waiting.shift();
    if (next) next();
    else place.taken -= 1;
    if (place.taken === 0) places.delete(address);
  };

  return {
    async enter(address) {
      if (isTrusted(address)) return () => undefined;
      const place = places.get(address) ?? { taken: 0, waiting: [] };
      places.set(address, place);
      if (place.taken < perAddress) place.taken += 1;
      else
        await new Promise<void>((resolve) => {
          place.waiting.push(resolve);
        });
      let isIn = true;
      return () => {
        if (isIn) leave(address);
        isIn = false;
      };
    },
  };
}
