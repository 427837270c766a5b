import { Meter } from '../../ui/meter.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { signTexts } from './sign.texts.ts';
import { useDashboard, useFormats, useTexts } from '../use-dashboard.ts';
import styles from './sign.module.css';

/** Minutes of the course */
const HOUR = 60;

/** How it goes: people, messages and storage. How long it has been running stands beside the state. */
export function Glance() {
  const texts = useTexts(signTexts);
  const { number } = useFormats();
  const people = useDashboard((now) => now.people.size);
  const messages = useDashboard((now) => now.messages);
  const trend = useDashboard((now) => now.trend);
  // the line ends at who is here now, also in the first minute
  const course = [...trend.people.slice(1 - HOUR), people];
  return (
    <dl className={styles.glance} aria-label={texts.glance}>
      <div>
        <dt>{texts.online}</dt>
        <dd className={styles.trend}>
          <Sparkline
            values={course}
            length={HOUR}
            label={texts.onlineTrend(Math.min(...course), Math.max(...course))}
          />
        </dd>
        <dd>{number(people)}</dd>
      </div>
      <div>
        <dt>{texts.messages}</dt>
        <dd className={styles.trend}>
          <Sparkline
            values={trend.messages}
            length={HOUR}
            label={texts.messagesTrend(trend.messages.reduce((sum, count) => sum + count, 0))}
          />
        </dd>
        <dd>{messages && number(messages.today)}</dd>
      </div>
      <Storage />
    </dl>
  );
}

function Storage() {
  const texts = useTexts(signTexts);
  const { bytes } = useFormats();
  const storage = useDashboard((now) => now.storage);
  if (!storage) return null;
  const used = storage.uploads + storage.messages;
  const total = used + storage.free;
  return (
    <div className={styles.storage}>
      <dt>{texts.storage}</dt>
      <dd className={styles.trend}>
        <Meter share={used / Math.max(1, total)} label={texts.usedOf(bytes(used), bytes(storage.free))} />
      </dd>
      <dd>
        {bytes(used)} <small>{texts.ofSpace(bytes(total))}</small>
      </dd>
    </div>
  );
}
