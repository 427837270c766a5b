import { Join } from '../join/join.tsx';
import { signTexts } from './sign.texts.ts';
import { useDashboard, useTexts } from '../use-dashboard.ts';
import { Failure } from './failure.tsx';
import { Glance } from './glance.tsx';
import { Mark } from '../../ui/mark.tsx';
import styles from './sign.module.css';
import { StateHead } from './state-head.tsx';

/** What is in sight whatever else is open: is it on, how to get in, how it goes. */
export function Sign() {
  const texts = useTexts(signTexts);
  const name = useDashboard(({ settings }) => settings.server.name);
  const fault = useDashboard(({ state }) => (state.state === 'failed' ? state.fault : undefined));
  return (
    <aside className={styles.sign} aria-label={texts.server}>
      <p className={styles.brand}>
        <Mark />
        <b>
          <bdi>{name}</bdi>
        </b>
      </p>
      <StateHead />
      <div className={styles.body}>{fault ? <Failure fault={fault} /> : <Join />}</div>
      <Glance />
    </aside>
  );
}
