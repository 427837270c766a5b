import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { settingsTexts } from './settings.texts.ts';
import { useDashboard, useFormats, useTexts } from '../use-dashboard.ts';
import { AboutLine } from './about-line.tsx';
import { ComputerSettings } from './computer-settings.tsx';
import { ServerSetting } from './server-setting.tsx';
import { FILES, remaining, ROOM } from './setting-values.ts';
import styles from './settings.module.css';

/**
 * Everything that can be set, each with what comes of it. A value is kept at once, or refused with the
 * reason.
 */
export function SettingsPanel() {
  const texts = useTexts(settingsTexts);
  const { bytes } = useFormats();
  const server = useDashboard(({ settings }) => settings.server);
  const isRunning = useDashboard(({ state }) => state.state === 'running');
  const storage = useDashboard((now) => now.storage);
  const others = remaining(server);
  return (
    <div className={styles.panel}>
      <Group title={texts.room} note={isRunning ? texts.restarts : undefined}>
        {ROOM.map((name) => (
          <ServerSetting key={name} name={name} />
        ))}
      </Group>
      <Group title={texts.files} note={isRunning ? texts.restarts : undefined}>
        {FILES.map((name) => (
          <ServerSetting
            key={name}
            name={name}
            {...(name === 'maxUpload' && storage && { hint: texts.free(bytes(storage.free)) })}
          />
        ))}
      </Group>
      <Group title={texts.computer}>
        <ComputerSettings />
      </Group>
      <More title={texts.more} note={isRunning ? texts.restarts : undefined}>
        {others.map((name) => (
          <ServerSetting key={name} name={name} />
        ))}
      </More>
      <AboutLine />
    </div>
  );
}

function Group({ title, note, children }: { title: string; note?: string | undefined; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.group}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {note !== undefined && <p className={styles.hint}>{note}</p>}
      </div>
      {children}
    </section>
  );
}

function More({ title, note, children }: { title: string; note: string | undefined; children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className={styles.group}>
      <div className={styles.head}>
        <h2>
          <button
            type="button"
            aria-expanded={isOpen}
            className={styles.fold}
            onClick={() => {
              setIsOpen(!isOpen);
            }}
          >
            <Icon of={isOpen ? ChevronDown : ChevronRight} />
            {title}
          </button>
        </h2>
        {isOpen && note !== undefined && <p className={styles.hint}>{note}</p>}
      </div>
      {isOpen && children}
    </section>
  );
}
