import { Play, Square, TriangleAlert } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useCall } from '../call.ts';
import { faultTexts } from './faults.texts.ts';
import { signTexts } from './sign.texts.ts';
import { useDashboard, useFormats, useStore, useTexts } from '../use-dashboard.ts';
import { ownerOf } from './about-fault.ts';
import { othersHere } from './others-here.ts';
import styles from './sign.module.css';
import { StateShape } from './state-shape.tsx';

/** The state, first and largest, and the one button that changes it. */
export function StateHead() {
  const texts = useTexts(signTexts);
  const state = useDashboard((now) => now.state.state);
  const since = useDashboard((now) => (now.state.state === 'running' ? now.state.since : undefined));
  return (
    <section className={styles.state}>
      <h1 aria-live="polite">
        <StateShape state={state} />
        {texts[state]}
      </h1>
      <div className={styles.act}>
        <Act />
      </div>
      <p className={styles.since}>
        {state === 'running' ? since !== undefined && <Since since={since} /> : texts[`${state}Hint`]}
      </p>
      <OtherPort />
    </section>
  );
}

function Act() {
  const texts = useTexts(signTexts);
  const call = useCall();
  const store = useStore();
  const state = useDashboard((now) => now.state.state);
  const stop = () => {
    // who is alone may stop without a word
    if (othersHere(store.now.people.values()).count > 0) store.show({ stopQuestion: true });
    else void call('stopServer');
  };
  switch (state) {
    case 'running':
      return (
        <Button icon={Square} solidIcon onClick={stop}>
          {texts.stop}
        </Button>
      );
    case 'stopped':
      return (
        <Button
          look="filled"
          icon={Play}
          solidIcon
          onClick={() => {
            void call('startServer');
          }}
        >
          {texts.start}
        </Button>
      );
    case 'starting':
      return (
        <Button
          onClick={() => {
            void call('stopServer');
          }}
        >
          {texts.cancel}
        </Button>
      );
    // what can be done about a failure stands beside its reason
    case 'stopping':
    case 'failed':
      return null;
  }
}

/** The usual port was taken: guests must hear of the other one. */
function OtherPort() {
  const texts = useTexts(faultTexts);
  const state = useDashboard((now) => now.state);
  if (state.state !== 'running' || !state.insteadOf) return null;
  const { insteadOf, port } = state;
  return (
    <p className={styles.otherPort} role="status">
      <TriangleAlert />
      {texts.insteadOf(insteadOf.port, ownerOf(insteadOf, texts), port)}
    </p>
  );
}

const MINUTE = 60_000;

function Since({ since }: { since: string }) {
  const texts = useTexts(signTexts);
  const { duration, time, day } = useFormats();
  const begun = Date.parse(since);
  const now = useNow(1000);
  const up = Math.max(0, now - begun);
  if (up < MINUTE) return texts.upFor(duration(up));
  const isToday = new Date(begun).toDateString() === new Date(now).toDateString();
  return texts.upSince(duration(up), isToday ? time(since) : `${day(since)}, ${time(since)}`);
}
