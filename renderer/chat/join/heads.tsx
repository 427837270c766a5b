import { useMedia } from '../use-media.ts';
import styles from './join.module.css';

const BEFORE = 5;
const AFTER = 9;
const ON_A_PHONE = 4;

/**
 * How many are here, as heads on the line; never who, so they have no initials. A picture: the number stands
 * above.
 */
export function Heads({ people }: { people: number }) {
  const hasLeft = useMedia('(min-width: 900px)');
  const isPhone = useMedia('(max-width: 700px)');
  const before = hasLeft ? Math.min(BEFORE, Math.floor((people + 1) / 3)) : 0;
  const after = Math.min(isPhone ? ON_A_PHONE : AFTER, people - before);
  const more = people - before - after;
  return (
    <div aria-hidden="true">
      <ul className={styles.before}>
        <Row count={before} from={0} />
      </ul>
      <ul className={styles.after}>
        <Row count={after} from={before} />
        {more > 0 && <li className={styles.more}>{`+${String(more)}`}</li>}
      </ul>
    </div>
  );
}

const HUES = 8;

function Row({ count, from }: { count: number; from: number }) {
  return Array.from({ length: count }, (_, index) => (
    <li key={index} data-hue={(((from + index) * 3) % HUES) + 1} />
  ));
}
