// A short tone. Browsers make no sound before somebody has touched the page, so it is readied then.

export interface Chime {
  /** To be called while somebody touches the page */
  ready(): void;
  play(): void;
}

const NOTES = [660, 880] as const;
const STEP = 0.11;
const LENGTH = 0.22;
const LOUDNESS = 0.12;
const LATE_MS = 1_000;

/** Two soft notes, made by the browser itself: nothing is loaded. Silent where there is no Web Audio. */
export function createChime(): Chime {
  let audio: AudioContext | undefined;
  const ready = async (): Promise<AudioContext | undefined> => {
    if (typeof AudioContext !== 'function') return undefined;
    audio ??= new AudioContext();
    await audio.resume();
    return audio;
  };
  const play = async (): Promise<void> => {
    const asked = performance.now();
    const running = await ready();
    // before anybody has touched the page it waits for that, and then it is late
    if (!running || performance.now() - asked > LATE_MS) return;
    for (const [index, pitch] of NOTES.entries()) note(running, pitch, running.currentTime + index * STEP);
  };
  // a device without sound refuses; it needs no word
  return {
    ready: () => {
      ready().catch(() => undefined);
    },
    play: () => {
      play().catch(() => undefined);
    },
  };
}

function note(audio: AudioContext, pitch: number, at: number): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.type = 'sine';
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + LENGTH);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + LENGTH);
}
