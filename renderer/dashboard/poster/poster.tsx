import { useEffect, useMemo } from 'react';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Overlay } from '../../ui/dialog.tsx';
import { callQuietly } from '../call.ts';
import { AddressText } from '../join/address-text.tsx';
import { addressLength, typed } from '../join/join-address.ts';
import { QrCode } from '../join/qr-code.tsx';
import { useJoin } from '../join/use-join.ts';
import { Mark } from '../../ui/mark.tsx';
import { joinTexts } from '../join/join.texts.ts';
import { posterTexts } from './poster.texts.ts';
import { useDashboard, useStore, useTexts } from '../use-dashboard.ts';
import styles from './poster.module.css';

/** Beads on the line; the rest is in the count */
const BEADS = 40;

/** For a projector: name, address, QR code and how many are here, over the whole screen. Escape closes it. */
export function Poster() {
  const texts = useTexts(posterTexts);
  const store = useStore();
  const open = useDashboard(({ view }) => view.poster);
  const close = () => {
    store.show({ poster: false });
  };
  return (
    <Overlay open={open} onClose={close} label={texts.poster} className={styles.poster}>
      <FullScreen />
      <header>
        <Mark />
        <span>{texts.product}</span>
        <Button look="ghost" className={styles.close} onClick={close}>
          {texts.close} <kbd>{texts.escape}</kbd>
        </Button>
      </header>
      <WayIn />
      <Heads />
    </Overlay>
  );
}

function WayIn() {
  const texts = useTexts(posterTexts);
  const { qrOf } = useTexts(joinTexts);
  const name = useDashboard(({ settings }) => settings.server.name);
  const isRunning = useDashboard(({ state }) => state.state === 'running');
  const localName = useDashboard(({ network }) => network.localName);
  const { shown } = useJoin();
  const title = (
    <h1>
      <bdi>{name}</bdi>
    </h1>
  );
  if (!isRunning || !shown)
    return (
      <div className={styles.say}>
        {title}
        <p className={styles.how}>{isRunning ? texts.noNetwork : texts.closed}</p>
      </div>
    );
  const local = localName && typed(localName.url);
  return (
    <>
      <div className={styles.say}>
        {title}
        <p className={styles.how}>{texts.how}</p>
        <p className={styles.address} data-length={addressLength(shown.url)}>
          <AddressText url={shown.url} />
        </p>
        <p className={styles.also}>
          {texts.or}{' '}
          {local && (
            <>
              <b translate="no">
                {local.host}
                {local.port}
              </b>
              , {texts.or}{' '}
            </>
          )}
          {texts.orScan}
        </p>
      </div>
      <QrCode qr={shown.qr} label={qrOf(shown.url)} className={styles.code} />
    </>
  );
}

function Heads() {
  const texts = useTexts(posterTexts);
  const people = useDashboard((now) => now.people);
  const shown = useMemo(
    () => [...people.values()].toSorted((a, b) => a.since.localeCompare(b.since)).slice(0, BEADS),
    [people],
  );
  return (
    <div className={styles.here}>
      <div className={styles.beads}>
        {shown.map(({ id, name }) => (
          <Avatar key={id} id={id} name={name} className={styles.bead} />
        ))}
      </div>
      <p role="status">{texts.here(people.size)}</p>
    </div>
  );
}

/** The whole screen as long as this is there. A window that may not is a poster all the same. */
function FullScreen() {
  useEffect(() => {
    void callQuietly('setFullScreen', true);
    return () => {
      void callQuietly('setFullScreen', false);
    };
  }, []);
  return null;
}
