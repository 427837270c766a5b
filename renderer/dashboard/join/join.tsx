import { Check, CircleCheck, CircleDashed, Copy, Presentation, QrCode as QrPicture } from 'lucide-react';
import type { JoinAddress } from '../../../main/ipc/contract.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { joinTexts } from './join.texts.ts';
import { useDashboard, useFormats, useStore, useTexts } from '../use-dashboard.ts';
import { AddressText } from './address-text.tsx';
import { addressLength, typed } from './join-address.ts';
import styles from './join.module.css';
import { NoWayIn } from './no-way-in.tsx';
import { OtherAddresses } from './other-addresses.tsx';
import { QrCode } from './qr-code.tsx';
import { useCopy } from './use-copy.ts';
import { useJoin } from './use-join.ts';

/** How people get in: the address, its QR code, the poster, the other addresses. */
export function Join() {
  const texts = useTexts(joinTexts);
  const isRunning = useDashboard(({ state }) => state.state === 'running');
  const { shown, others } = useJoin();
  if (isRunning && !shown) return <NoWayIn />;
  return (
    <section className={styles.join} aria-label={texts.join}>
      {shown && (
        <>
          <div className={styles.head}>
            <h2>{isRunning ? texts.joinAt : texts.willJoinAt}</h2>
            {isRunning && <Works address={shown} />}
          </div>
          <Address url={shown.url} isOff={!isRunning} />
          <LocalName />
        </>
      )}
      <div className={styles.ways}>
        {shown && isRunning ? (
          <QrCode qr={shown.qr} label={texts.qrOf(shown.url)} className={styles.qr} />
        ) : (
          <div className={styles.qrOff}>
            <Icon of={QrPicture} size="l" />
          </div>
        )}
        {shown && isRunning ? <Ways address={shown} /> : <p className={styles.noCode}>{texts.noCode}</p>}
      </div>
      {isRunning && others.length > 0 && <OtherAddresses addresses={others} current={shown?.adapter} />}
    </section>
  );
}

function Works({ address }: { address: JoinAddress }) {
  const texts = useTexts(joinTexts);
  const store = useStore();
  if (address.devices > 0)
    return (
      <p className={styles.works}>
        <Icon of={CircleCheck} size="s" />
        {texts.works(address.devices)}
      </p>
    );
  return (
    <button
      type="button"
      className={styles.notTried}
      onClick={() => {
        store.show({ help: true });
      }}
    >
      <Icon of={CircleDashed} size="s" />
      {texts.notTried}
    </button>
  );
}

function Address({ url, isOff }: { url: string; isOff: boolean }) {
  return (
    <p className={styles.address} data-off={isOff || undefined} data-length={addressLength(url)}>
      <AddressText url={url} />
    </p>
  );
}

function LocalName() {
  const texts = useTexts(joinTexts);
  const { number } = useFormats();
  const localName = useDashboard(({ network }) => network.localName);
  if (!localName) return null;
  const { host, port } = typed(localName.url);
  return (
    <p className={styles.localName}>
      {texts.or}{' '}
      <b translate="no">
        {host}
        {port}
      </b>
      {localName.devices > 0 && (
        <span className={styles.tried} title={texts.works(localName.devices)}>
          <Icon of={CircleCheck} size="s" />
          {number(localName.devices)}
        </span>
      )}
    </p>
  );
}

function Ways({ address }: { address: JoinAddress }) {
  const texts = useTexts(joinTexts);
  const store = useStore();
  const [copied, copy] = useCopy();
  return (
    <div className={styles.list}>
      <Button
        look="filled"
        icon={copied ? Check : Copy}
        onClick={() => {
          copy(address.url);
        }}
      >
        <span aria-live="polite">{copied ? texts.copied : texts.copy}</span>
      </Button>
      <Button
        icon={Presentation}
        onClick={() => {
          store.show({ poster: true });
        }}
      >
        {texts.poster}
      </Button>
      <p>{texts.hint}</p>
    </div>
  );
}
