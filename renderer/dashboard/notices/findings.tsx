import { TriangleAlert, Wrench } from 'lucide-react';
import type { FolderFinding } from '../../../main/ipc/contract.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useCall } from '../call.ts';
import { useDashboard, useFormats, useStore, useTexts } from '../use-dashboard.ts';
import { findingsTexts } from './findings.texts.ts';
import styles from './notices.module.css';

/** More than these would push the people out of a small window */
const MOST_SHOWN = 4;

/** What was damaged or missing in the data folder, until the host has seen it. */
export function Findings() {
  const texts = useTexts(findingsTexts);
  const { number } = useFormats();
  const findings = useDashboard((now) => now.findings);
  const call = useCall();
  const store = useStore();
  if (findings.length === 0) return null;
  const isLost = findings.some(({ lost }) => lost);
  // what is gone comes first
  const shown = findings.toSorted((a, b) => Number(b.lost) - Number(a.lost)).slice(0, MOST_SHOWN);
  const others = findings.length - shown.length;
  return (
    <Notice
      icon={isLost ? TriangleAlert : Wrench}
      title={isLost ? texts.lostTitle : texts.repairedTitle}
      isBad={isLost}
      closeLabel={texts.close}
      onClose={() => {
        void call('dismiss', 'findings');
      }}
      actions={
        <>
          <Button
            size="s"
            onClick={() => {
              store.show({ logOpen: true });
            }}
          >
            {texts.showLog}
          </Button>
          <Button
            size="s"
            onClick={() => {
              void call('openFolder', 'data');
            }}
          >
            {texts.openFolder}
          </Button>
        </>
      }
    >
      <ul className={styles.list}>
        {shown.map((finding) => (
          <li key={`${finding.event} ${finding.channel ?? ''} ${finding.file ?? ''}`}>
            <Sentence finding={finding} />
          </li>
        ))}
        {others > 0 && <li>{texts.more(number(others))}</li>}
      </ul>
      <p>{isLost ? texts.lost : texts.repaired}</p>
    </Notice>
  );
}

function Sentence({ finding: { event, channel, file = '', count } }: { finding: FolderFinding }) {
  const texts = useTexts(findingsTexts);
  const { number } = useFormats();
  const name = useDashboard(({ channels }) => channels.find(({ id }) => id === channel)?.name ?? channel);
  const text = texts.sentences[event]?.(count, number(count), file) ?? texts.unknown;
  if (name === undefined) return text;
  return (
    <>
      <b>
        <bdi>#{name}</bdi>
      </b>
      : {text}
    </>
  );
}
