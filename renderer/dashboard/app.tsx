import { ExternalLink } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../ui/button.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { ToastRegion } from '../ui/toast.tsx';
import styles from './app.module.css';
import { Guarded } from './broken.tsx';
import { useCall, useToasts } from './call.ts';
import { ChannelsPanel } from './channels/channels-panel.tsx';
import { HelpDialog } from './join/firewall-help.tsx';
import { LogDrawer } from './log/log-drawer.tsx';
import { Findings } from './notices/findings.tsx';
import { Oversize } from './notices/oversize.tsx';
import { PeoplePanel } from './people/people-panel.tsx';
import { Poster } from './poster/poster.tsx';
import { SettingsPanel } from './settings/settings-panel.tsx';
import { Sign } from './sign/sign.tsx';
import { StopQuestion } from './sign/stop-question.tsx';
import { appTexts } from './app.texts.ts';
import { callTexts } from './call.texts.ts';
import { useDashboard, useFormats, useLanguage, useStore, useTexts } from './use-dashboard.ts';

/**
 * The window: the sign on the left never changes place, the desk on the right has three views and the log
 * below them.
 */
export function App() {
  useAppearance();
  return (
    <ToastRegion toasts={useToasts()} closeLabel={useTexts(callTexts).close}>
      <div className={styles.window}>
        <Guarded>
          <Sign />
        </Guarded>
        <Desk />
      </div>
      <Guarded>
        <Poster />
      </Guarded>
      <StopQuestion />
      <HelpDialog />
    </ToastRegion>
  );
}

function Desk() {
  const texts = useTexts(appTexts);
  const { number } = useFormats();
  const store = useStore();
  const tab = useDashboard(({ view }) => view.tab);
  const isRunning = useDashboard(({ state }) => state.state === 'running');
  const people = useDashboard((now) => now.people.size);
  const channels = useDashboard((now) => now.channels.length);
  return (
    <main className={styles.desk}>
      <div className={styles.notices}>
        <Guarded>
          <Findings />
          <Oversize />
        </Guarded>
      </div>
      <Tabs
        label={texts.views}
        value={tab}
        onChange={(next) => {
          store.show({ tab: next });
        }}
        className={styles.views}
        listClassName={styles.bar}
        tabs={[
          {
            value: 'people',
            text: texts.people,
            ...(isRunning && { count: number(people) }),
            panel: (
              <Guarded>
                <PeoplePanel />
              </Guarded>
            ),
          },
          {
            value: 'channels',
            text: texts.channels,
            ...(channels > 0 && { count: number(channels) }),
            panel: (
              <Guarded>
                <ChannelsPanel />
              </Guarded>
            ),
          },
          {
            value: 'settings',
            text: texts.settings,
            panel: (
              <Guarded>
                <SettingsPanel />
              </Guarded>
            ),
          },
        ]}
        end={isRunning && <OpenChat />}
      />
      <Guarded>
        <LogDrawer />
      </Guarded>
    </main>
  );
}

function OpenChat() {
  const texts = useTexts(appTexts);
  const call = useCall();
  return (
    <Button
      look="ghost"
      size="s"
      icon={ExternalLink}
      className={styles.openChat}
      onClick={() => {
        void call('openChat');
      }}
    >
      {texts.openChat}
    </Button>
  );
}

/** Theme, language and title of the page follow the host's choice. */
function useAppearance(): void {
  const language = useLanguage();
  const theme = useDashboard((now) => now.theme);
  const name = useDashboard(({ settings }) => settings.server.name);
  const platform = useDashboard(({ about }) => about.platform);
  useEffect(() => {
    const { documentElement } = document;
    documentElement.lang = language;
    documentElement.dataset['theme'] = theme;
    documentElement.dataset['platform'] = platform;
    document.title = name;
  }, [language, theme, platform, name]);
}
